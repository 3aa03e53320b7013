#include "market/candle_csv.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::market {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kHeader = "open_time_ms,open,high,low,close,volume\n";

core::Result<CandleColumns> parse(std::string_view text, std::size_t piece = std::string::npos,
                                  RowOrder order = RowOrder::ascending) {
  CandleCsvParser parser{order, text.size()};
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
    if (auto fed = parser.feed(text.substr(0, piece)); !fed) return tl::unexpected{fed.error()};
  return parser.finish();
}

std::string rows(int count, std::string_view line_end = "\n") {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += fmt::format("{}000,{}.5,10{}.25,1.00000001,{},0.{}{}", i * 60, i + 1, i, i + 2, i,
                        line_end);
  return text;
}

std::string refusal(std::string_view text) {
  const auto parsed = parse(text);
  EXPECT_FALSE(parsed) << text;
  if (parsed) return "";
  EXPECT_EQ(core::exit_code(parsed.error().kind), 2);
  return parsed.error().message;
}

void expect_same(const CandleColumns& a, const CandleColumns& b) {
  EXPECT_EQ(a.open_time, b.open_time);
  EXPECT_EQ(a.open, b.open);
  EXPECT_EQ(a.high, b.high);
  EXPECT_EQ(a.low, b.low);
  EXPECT_EQ(a.close, b.close);
  EXPECT_EQ(a.volume, b.volume);
  EXPECT_EQ(a.quote_volume, b.quote_volume);
  EXPECT_EQ(a.trades, b.trades);
  EXPECT_EQ(a.taker_buy_base, b.taker_buy_base);
}

TEST(CandleCsv, ReadsColumnsByTheHeader) {
  const auto columns = parse(
      "open_time_ms,open,high,low,close,volume,trades\n"
      "0,1,2,0.5,1.5,7.25,3\n60000,1.5,2,1,1,0,0\n");
  ASSERT_TRUE(columns);
  EXPECT_THAT(columns->open_time, ElementsAre(0, 60'000'000));
  EXPECT_THAT(columns->close, ElementsAre(150'000'000, 100'000'000));
  EXPECT_THAT(columns->volume, ElementsAre(7.25, 0));
  EXPECT_THAT(columns->trades, ElementsAre(3, 0));
  EXPECT_TRUE(columns->quote_volume.empty());
}

TEST(CandleCsv, ReadsArchiveRowsAcrossTheChangeToMicroseconds) {
  const auto columns = parse(
      "1735689540000,1,1,1,1,5,1735689599999,50,9,2,20,0\n"
      "1735689600000000,1,1,1,1,6,1735689659999999,60,8,3,30,0\n");
  ASSERT_TRUE(columns);
  EXPECT_THAT(columns->open_time, ElementsAre(1'735'689'540'000'000, 1'735'689'600'000'000));
  EXPECT_THAT(columns->quote_volume, ElementsAre(50, 60));
  EXPECT_THAT(columns->trades, ElementsAre(9, 8));
  EXPECT_THAT(columns->taker_buy_base, ElementsAre(2, 3));
}

TEST(CandleCsv, AcceptsWhatEditorsAndOtherSystemsLeave) {
  const auto plain = parse(std::string{kHeader} + rows(30)).value();
  const std::string windows = "\xEF\xBB\xBFopen_time_ms,open,high,low,close,volume\r\n";
  expect_same(parse(windows + rows(30, "\r\n")).value(), plain);
  expect_same(parse(std::string{kHeader} + rows(30) + "\n\r\n\n").value(), plain);
  std::string unended = std::string{kHeader} + rows(30);
  unended.pop_back();
  expect_same(parse(unended).value(), plain);
}

RC_GTEST_PROP(CandleCsv, IsTheSameWhereverTheTextIsCut, ()) {
  const auto count = *rc::gen::inRange(1, 40);
  const auto piece = static_cast<std::size_t>(*rc::gen::inRange(1, 300));
  std::string text =
      std::string{kHeader} + rows(count, *rc::gen::arbitrary<bool>() ? "\n" : "\r\n");
  const bool damaged = *rc::gen::arbitrary<bool>();
  if (damaged)
    text[*rc::gen::inRange<std::size_t>(0, text.size())] =
        *rc::gen::elementOf(std::string{"x,.\n\r 9"});
  const auto whole = parse(text);
  const auto cut = parse(text, piece);
  RC_ASSERT(whole.has_value() == cut.has_value());
  if (whole) return expect_same(*whole, *cut);
  RC_ASSERT(whole.error().message == cut.error().message);
}

TEST(CandleCsv, NamesTheLineOfABadRow) {
  const std::string head = std::string{kHeader} + rows(20);
  EXPECT_THAT(refusal(head + "9000000,1,1,1,1,x\n" + rows(1)), StartsWith("22: volume: \"x\""));
  EXPECT_THAT(refusal(head + "9000000,1,1,1\n"), StartsWith("22: 4 fields where 6 are expected"));
  EXPECT_THAT(refusal(head + "\n9000000,1,1,1,1,1\n"), StartsWith("22: the line is empty"));
  EXPECT_THAT(refusal(head + std::string(5'000, '1')), StartsWith("22: the line is longer than"));
  EXPECT_THAT(refusal("0,1,1,1,1,1,x,1,1,1,1,1\n1,1,1,1,1,1,x,1,-1,1,1,1\n"),
              StartsWith("2: trades"));
}

TEST(CandleCsv, RefusesRowsOutOfOrderUnlessAskedNotTo) {
  const std::string twice =
      std::string{kHeader} + "0,1,1,1,1,1\n60000,1,1,1,1,1\n60000,1,1,1,1,1\n";
  EXPECT_EQ(refusal(twice), "4: open time: 1970-01-01T00:01:00Z is there twice");
  const std::string back = std::string{kHeader} + "60000,1,1,1,1,1\n0,1,1,1,1,1\n";
  EXPECT_EQ(refusal(back), "3: open time: 1970-01-01T00:00:00Z comes after 1970-01-01T00:01:00Z");
  EXPECT_THAT(parse(twice, 7, RowOrder::any).value().open_time,
              ElementsAre(0, 60'000'000, 60'000'000));
  EXPECT_THAT(parse(back, 7, RowOrder::any).value().open_time, ElementsAre(60'000'000, 0));
}

TEST(CandleCsv, RefusesTextWithoutARow) {
  EXPECT_EQ(refusal(""), "1: there is no candle row");
  EXPECT_EQ(refusal(kHeader), "1: there is no candle row");
  EXPECT_EQ(refusal(std::string{kHeader} + "\n\n"), "3: there is no candle row");
  EXPECT_THAT(refusal("\n"), HasSubstr("1: the first line has no open_time_ms"));
}

TEST(CandleCsv, RepeatsItsErrorAndGivesNothing) {
  CandleCsvParser parser;
  ASSERT_TRUE(parser.feed(kHeader));
  ASSERT_FALSE(parser.feed("bad\n"));
  const auto again = parser.feed("0,1,1,1,1,1\n");
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message, StartsWith("2: "));
  EXPECT_FALSE(parser.finish());
}

TEST(CandleCsv, HoldsNoMoreOfAnEndlessLineThanItsLimit) {
  CandleCsvParser parser;
  ASSERT_TRUE(parser.feed(std::string(1'000, 'x')));
  EXPECT_FALSE(parser.feed(std::string(1'000, 'x')));
}

}  // namespace
}  // namespace atb::market
