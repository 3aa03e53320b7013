#include "report/html_report.h"

#include <gtest/gtest.h>

#include "backtest/support/candles.h"

namespace atb::report {
namespace {

TEST(HtmlReport, IsTheSameForTheSameRunAndNeedsNoNetwork) {
  const auto columns = backtest::testing::walk(5, 2'000);
  const auto result = backtest::run(columns.view(), {}, true).value();
  const auto html = html_report(columns.view(), {}, result);
  EXPECT_EQ(html, html_report(columns.view(), {}, result));
  EXPECT_EQ(html.find("http"), std::string::npos);
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(html.find(result.summary.commands_sha256), std::string::npos);
  EXPECT_NE(html.find("buy and hold"), std::string::npos);
  EXPECT_EQ(html.find("nan"), std::string::npos);
}

TEST(HtmlReport, EscapesWhatUsersName) {
  const auto columns = backtest::testing::walk(5, 50);
  backtest::RunOptions options;
  const auto result = backtest::run(columns.view(), options, true).value();
  options.parameters["fast"] = "<b>&";
  const auto html = html_report(columns.view(), options, result);
  EXPECT_EQ(html.find("<b>&"), std::string::npos);
  EXPECT_NE(html.find("&lt;b>&amp;"), std::string::npos);
}

}  // namespace
}  // namespace atb::report
