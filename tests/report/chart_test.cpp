#include "report/chart.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

namespace atb::report {
namespace {

TEST(LineChart, NamesItsLinesAndItsEnds) {
  const std::vector<double> values{1, 2, 3};
  const std::array lines{Line{"equity", "#123456", values}};
  const auto svg = line_chart("Equity", lines, "2020", "2024");
  for (const auto* const part :
       {"<svg", "aria-label=\"Equity\"", ">equity<", ">2020<", ">2024<", "</svg>"})
    EXPECT_NE(svg.find(part), std::string::npos) << part;
}

TEST(LineChart, KeepsTheExtremesOfALongLineWithinABoundedSize) {
  std::vector<double> values(1'000'000, 100);
  values[654'321] = 1;
  const std::array lines{Line{"equity", "#123456", values}};
  const auto svg = line_chart("Equity", lines, "a", "b");
  EXPECT_LT(svg.size(), 40'000U);
  EXPECT_NE(svg.find(",252.0 "), std::string::npos) << "the lowest point stands on the axis";
}

TEST(LineChart, DrawsAFlatLineAndNoLineAtAll) {
  const std::vector<double> flat{5, 5};
  const std::array lines{Line{"flat", "#123456", flat}};
  EXPECT_EQ(line_chart("x", lines, "", "").find("nan"), std::string::npos);
  EXPECT_NE(line_chart("x", {}, "", "").find("</svg>"), std::string::npos);
}

}  // namespace
}  // namespace atb::report
