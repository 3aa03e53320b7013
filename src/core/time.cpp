#include "core/time.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace atb::core {
namespace {

constexpr std::int64_t kUsPerDay = 86'400'000'000;
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2261;

tl::unexpected<Error> malformed(std::string_view text) {
  return fail(ErrorKind::usage, "time.malformed",
              fmt::format("\"{}\" is not a UTC time", text.substr(0, 40)),
              "Write 2024-01-02 or 2024-01-02T03:04:05Z.");
}

/// Takes exactly `digits` digits from the front of `text`.
bool take_number(std::string_view& text, std::size_t digits, int& value) {
  if (text.size() < digits) return false;
  const auto* const end = text.data() + digits;
  const auto [stop, fault] = std::from_chars(text.data(), end, value);
  if (fault != std::errc{} || stop != end || text.front() == '-') return false;
  text.remove_prefix(digits);
  return true;
}

bool take_char(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

bool take_fraction(std::string_view& text, std::int64_t& us) {
  constexpr std::size_t kPlaces = 6;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > kPlaces) return false;
  us = 0;
  for (std::size_t i = 0; i < kPlaces; ++i) us = us * 10 + (i < digits ? text[i] - '0' : 0);
  text.remove_prefix(digits);
  return true;
}

}  // namespace

std::string to_text(Timestamp time) {
  const std::int64_t us = time.us();
  const std::int64_t day = us / kUsPerDay - (us % kUsPerDay < 0 ? 1 : 0);
  const std::int64_t in_day = us - day * kUsPerDay;
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
  const std::int64_t seconds = in_day / 1'000'000;
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  seconds / 3'600, seconds / 60 % 60, seconds % 60);
  if (const std::int64_t fraction = in_day % 1'000'000; fraction != 0) {
    text += fmt::format(".{:06}", fraction);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + 'Z';
}

Result<Timestamp> parse_timestamp(std::string_view text) {
  std::string_view rest = text;
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t fraction = 0;
  if (!take_number(rest, 4, year) || !take_char(rest, '-') || !take_number(rest, 2, month) ||
      !take_char(rest, '-') || !take_number(rest, 2, day))
    return malformed(text);
  if (take_char(rest, 'T')) {
    if (!take_number(rest, 2, hour) || !take_char(rest, ':') || !take_number(rest, 2, minute))
      return malformed(text);
    if (take_char(rest, ':')) {
      if (!take_number(rest, 2, second)) return malformed(text);
      if (take_char(rest, '.') && !take_fraction(rest, fraction)) return malformed(text);
    }
    take_char(rest, 'Z');
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!rest.empty() || !date.ok() || year < kFirstYear || year > kLastYear || hour > 23 ||
      minute > 59 || second > 59)
    return malformed(text);
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  const std::int64_t seconds = days * 86'400 + hour * 3'600L + minute * 60L + second;
  return Timestamp::from_us(seconds * 1'000'000 + fraction);
}

Result<Duration> parse_duration(std::string_view text) {
  constexpr std::int64_t kMaxCount = 1'000'000;
  std::int64_t count = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit{stop, static_cast<std::size_t>(text.data() + text.size() - stop)};
  if (fault == std::errc{} && text.front() != '-' && count <= kMaxCount) {
    if (unit == "s") return Duration::seconds(count);
    if (unit == "m") return Duration::minutes(count);
    if (unit == "h") return Duration::hours(count);
    if (unit == "d") return Duration::days(count);
  }
  return fail(ErrorKind::usage, "duration.malformed",
              fmt::format("\"{}\" is not a duration", text.substr(0, 40)),
              "Write a whole number and one of s, m, h, d, such as 48h.");
}

}  // namespace atb::core
