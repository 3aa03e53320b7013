#include "core/time.h"

#include <array>
#include <ctime>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::core {
namespace {

constexpr std::int64_t kSecondsEnd = 9'214'646'400;  ///< 2262-01-01T00:00:00Z

/// The C library's view of a whole second: the oracle.
std::string c_library_text(std::time_t seconds) {
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

bool refused(std::string_view text) {
  const auto time = parse_timestamp(text);
  return !time && time.error().code == "time.malformed" && time.error().kind == ErrorKind::usage;
}

RC_GTEST_PROP(TimeText, IsWhatTheCLibraryWrites, ()) {
  const auto seconds = *rc::gen::inRange<std::int64_t>(-kSecondsEnd / 4, kSecondsEnd);
  RC_ASSERT(to_text(Timestamp::from_us(seconds * 1'000'000)) == c_library_text(seconds));
}

RC_GTEST_PROP(TimeText, ReadsBackToTheMicrosecond, ()) {
  const auto us = *rc::gen::inRange<std::int64_t>(0, kSecondsEnd * 1'000'000);
  const auto time = Timestamp::from_us(us);
  RC_ASSERT(parse_timestamp(to_text(time)) == time);
}

TEST(TimeText, ShowsAFractionOnlyWhereThereIsOne) {
  EXPECT_EQ(to_text(Timestamp::from_us(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_text(Timestamp::from_ms(1'704'164'645'250)), "2024-01-02T03:04:05.25Z");
  EXPECT_EQ(to_text(Timestamp::from_us(1)), "1970-01-01T00:00:00.000001Z");
  EXPECT_EQ(to_text(Timestamp::from_us(-1)), "1969-12-31T23:59:59.999999Z");
}

TEST(ParseTimestamp, ReadsEachFormItNames) {
  const auto day = Timestamp::from_ms(1'704'153'600'000);
  EXPECT_EQ(parse_timestamp("2024-01-02"), day);
  EXPECT_EQ(parse_timestamp("2024-01-02T03:04Z"), day + Duration::minutes(184));
  EXPECT_EQ(parse_timestamp("2024-01-02T03:04"), day + Duration::minutes(184));
  EXPECT_EQ(parse_timestamp("2024-01-02T00:00:05Z"), day + Duration::seconds(5));
  EXPECT_EQ(parse_timestamp("2024-01-02T00:00:05.25"), day + Duration::milliseconds(5'250));
  EXPECT_EQ(parse_timestamp("2024-02-29")->ms(), 1'709'164'800'000);
  EXPECT_EQ(parse_timestamp("2261-12-31T23:59:59.999999Z")->us(), kSecondsEnd * 1'000'000 - 1);
}

TEST(ParseTimestamp, RefusesWhatIsNoTimeInItsYears) {
  for (const auto* text : {"",
                           "2024",
                           "2024-1-2",
                           "2024-02-30",
                           "2023-02-29",
                           "2024-13-01",
                           "2024-00-10",
                           "2024-01-02 03:04:05",
                           "2024-01-02T",
                           "2024-01-02T24:00:00Z",
                           "2024-01-02T03:60:00Z",
                           "2024-01-02T03:04:60Z",
                           "2024-01-02T03:04:05.Z",
                           "2024-01-02T03:04:05.1234567Z",
                           "2024-01-02T03:04:05Zx",
                           "2024-01-02Z",
                           "2024-01-02T03:04:05+00:00",
                           "-024-01-02",
                           "2024--1-02",
                           "1969-12-31",
                           "2262-01-01"})
    EXPECT_TRUE(refused(text)) << '"' << text << '"';
}

TEST(Timestamp, RoundsMillisecondsDownBeforeTheEpochToo) {
  EXPECT_EQ(Timestamp::from_us(1'999).ms(), 1);
  EXPECT_EQ(Timestamp::from_us(-1).ms(), -1);
  EXPECT_EQ(Timestamp::from_us(-1'000).ms(), -1);
}

TEST(Timestamp, CountsWithDurations) {
  const auto start = Timestamp::from_us(10);
  EXPECT_EQ(start + Duration::milliseconds(1), Timestamp::from_us(1'010));
  EXPECT_EQ(start - Duration::microseconds(11), Timestamp::from_us(-1));
  EXPECT_EQ(Timestamp::from_us(3) - start, Duration::microseconds(-7));
  EXPECT_EQ(Duration::hours(1) * 24, Duration::days(1));
  EXPECT_EQ(Duration::seconds(90), Duration::minutes(1) + Duration::seconds(30));
  EXPECT_LT(start, Timestamp::from_us(11));
}

TEST(ParseDuration, ReadsACountAndAUnit) {
  EXPECT_EQ(parse_duration("90s"), Duration::seconds(90));
  EXPECT_EQ(parse_duration("15m"), Duration::minutes(15));
  EXPECT_EQ(parse_duration("48h"), Duration::hours(48));
  EXPECT_EQ(parse_duration("30d"), Duration::days(30));
  EXPECT_EQ(parse_duration("0s"), Duration{});
  EXPECT_EQ(parse_duration("1000000d"), Duration::days(1'000'000));
}

TEST(ParseDuration, RefusesAnythingElse) {
  for (const auto* text : {"", "s", "5", "5 s", "-5s", "-0s", "+5s", "1.5h", "5ms", "5w", "1h30m",
                           "1000001s", "99999999999999999999s"}) {
    const auto duration = parse_duration(text);
    ASSERT_FALSE(duration.has_value()) << '"' << text << '"';
    EXPECT_EQ(duration.error().code, "duration.malformed");
  }
}

}  // namespace
}  // namespace atb::core
