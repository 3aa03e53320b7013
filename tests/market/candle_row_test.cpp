#include "market/candle_row.h"

#include <array>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "market/digits.h"

namespace atb::market {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using enum ExtraColumn;

constexpr std::string_view kArchiveRow =
    "1735689600000000,93576.00000000,94509.42000000,93489.03000000,94401.14000000,755.9901,"
    "1735693199999999,71168061.39530250,140617,420.66,39612313.9,0";
const CandleLayout kArchive{ignored, quote_volume, trades, taker_buy_base, ignored, ignored};

std::optional<CandleRow> scan(std::string_view line, const CandleLayout& layout) {
  std::string text{line};
  text += '\n' + std::string(digits::kOverread, '\0');
  CandleRow row;
  const char* const after = scan_row(text.c_str(), layout, row);
  if (after == nullptr) return {};
  EXPECT_EQ(after, text.c_str() + line.size() + 1);
  return row;
}

std::string refusal(std::string_view line, const CandleLayout& layout = {}) {
  EXPECT_FALSE(scan(line, layout)) << line;
  const auto row = read_row(line, layout);
  EXPECT_FALSE(row) << line;
  return row ? "" : row.error().message;
}

TEST(CandleRow, ReadsTheSixColumnsExactly) {
  constexpr std::string_view kLine = "1514764800000,13763,13788.5,13752.18233851,13753,5.13326771";
  const CandleRow expected{1'514'764'800'000'000, 1'376'300'000'000, 1'378'850'000'000,
                           1'375'218'233'851,     1'375'300'000'000, 5.13326771};
  EXPECT_EQ(scan(kLine, {}), expected);
  EXPECT_EQ(read_row(kLine, {}).value(), expected);
}

TEST(CandleRow, ReadsAnArchiveRowWithMicroseconds) {
  const auto row = scan(kArchiveRow, kArchive);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->open_time, 1'735'689'600'000'000);
  EXPECT_EQ(row->high, 9'450'942'000'000);
  EXPECT_EQ(row->quote_volume, 71168061.39530250);
  EXPECT_EQ(row->trades, 140'617);
  EXPECT_EQ(row->taker_buy_base, 420.66);
  EXPECT_EQ(read_row(kArchiveRow, kArchive).value(), *row);
}

TEST(CandleRow, DecidesTheUnitOfTimeByMagnitude) {
  const auto time = [](const std::string& text) {
    return read_row(text + ",1,1,1,1,0", {}).value().open_time;
  };
  EXPECT_EQ(time("0"), 0);
  EXPECT_EQ(time("100000000000000"), 100'000'000'000'000'000);
  EXPECT_EQ(time("100000000000001"), 100'000'000'000'001);
  EXPECT_THAT(refusal("1735689600000000000,1,1,1,1,0"), HasSubstr("neither in ms nor in us"));
}

TEST(CandleRow, TakesOddNumbersThatAreStillExact) {
  const auto row = read_row("0,1.000000000000,0001.5,0.99999999,1,1e-3", {});
  ASSERT_TRUE(row);
  EXPECT_EQ(row->open, 100'000'000);
  EXPECT_EQ(row->volume, 0.001);
}

TEST(CandleRow, NamesTheFieldAndTheReason) {
  EXPECT_THAT(refusal("x,1,1,1,1,1"), HasSubstr("open time: \"x\""));
  EXPECT_THAT(refusal("-60000,1,1,1,1,1"), HasSubstr("open time: \"-60000\""));
  EXPECT_THAT(refusal("0,1.,1,1,1,1"), HasSubstr("open: \"1.\" is not a plain decimal number"));
  EXPECT_THAT(refusal("0,1,,1,1,1"), HasSubstr("high: \"\""));
  EXPECT_THAT(refusal("0,1,1,0.123456789,1,1"), HasSubstr("low: 0.123456789 has more than 8"));
  EXPECT_THAT(refusal("0,1,1,1,92233720369,1"), HasSubstr("close: 92233720369 is outside"));
  EXPECT_THAT(refusal("0,1,1,1, 1,1"), HasSubstr("close: \" 1\""));
  for (const auto* const volume : {"-1", "nan", "inf", "", "1x", "1e999", "0x1"})
    EXPECT_THAT(refusal(std::string{"0,1,1,1,1,"} + volume), HasSubstr("volume: ")) << volume;
  EXPECT_THAT(refusal("0,1,1,1,1,1,-5", {trades}), HasSubstr("trades: \"-5\""));
  EXPECT_THAT(refusal("0,1,1,1,1,1,1.5", {trades}), HasSubstr("trades: \"1.5\""));
  EXPECT_THAT(refusal("0,1,1,1,1,1,-0.1", {quote_volume}), HasSubstr("quote_volume: \"-0.1\""));
}

TEST(CandleRow, RefusesWhatIsNoCandle) {
  EXPECT_THAT(refusal("0,1,2,1.5,2,1"), HasSubstr("low 1.5 is above open 1"));
  EXPECT_THAT(refusal("0,3,2,1,1,1"), HasSubstr("high 2 is below open 3"));
  EXPECT_THAT(refusal("0,1,2,0,1,1"), HasSubstr("low 0 is not above zero"));
  EXPECT_THAT(refusal("0,1,1,1,1"), HasSubstr("5 fields where 6 are expected"));
  EXPECT_THAT(refusal("0,1,1,1,1,1,"), HasSubstr("7 fields where 6 are expected"));
}

TEST(CandleRow, TellsTheLayoutByTheFirstLine) {
  EXPECT_EQ(read_layout(kArchiveRow).value(), kArchive);
  EXPECT_THAT(read_layout("open_time_ms,open,high,low,close,volume").value(), ElementsAre());
  EXPECT_THAT(read_layout("open_time_ms,open,high,low,close,volume,trades,quote_volume").value(),
              ElementsAre(trades, quote_volume));
}

TEST(CandleRow, RefusesAHeaderThatItDoesNotKnow) {
  const auto reason = [](std::string_view line) {
    const auto layout = read_layout(line);
    return layout ? "" : layout.error().message;
  };
  EXPECT_THAT(reason(""), HasSubstr("has no open_time_ms"));
  EXPECT_THAT(reason("open_time_ms,open,low,high,close,volume"), HasSubstr("has no high"));
  EXPECT_THAT(reason("open_time_ms,open,high,low,close,volume,x"), HasSubstr("column 7"));
  EXPECT_THAT(reason("open_time_ms,open,high,low,close,volume,trades,trades"), HasSubstr("twice"));
  EXPECT_THAT(reason("0,1,1,1,1,1"), HasSubstr("no header, and 6 fields"));
}

RC_GTEST_PROP(CandleRow, IsTheSameByTheQuickScan, ()) {
  constexpr std::array<std::string_view, 12> kPieces{
      "1",  "2.5", "0.00000001",  "99999.12345678",      "-1", "1e3", "nan", "",
      "7.", "3 ",  "1.123456789", "18446744073709551615"};
  std::string line = std::to_string(*rc::gen::inRange<std::int64_t>(0, 2'000'000'000'000'000));
  const auto fields = *rc::gen::inRange(4, 13);
  for (int i = 0; i < fields; ++i) {
    const bool odd = *rc::gen::inRange(0, 8) == 0;
    line += ',';
    line += odd ? *rc::gen::elementOf(kPieces) : kPieces[static_cast<std::size_t>(i) % 3];
  }
  const auto layout = fields > 8 ? kArchive : CandleLayout{};
  if (const auto quick = scan(line, layout)) RC_ASSERT(read_row(line, layout).value() == *quick);
}

}  // namespace
}  // namespace atb::market
