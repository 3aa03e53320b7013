#include "net/http_date.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

namespace atb::net {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

}  // namespace

std::optional<core::Timestamp> parse_http_date(std::string_view text) {
  // Sun, 06 Nov 1994 08:49:37 GMT: every part has its fixed place.
  constexpr std::size_t kLength = 29;
  if (text.size() != kLength || text.substr(3, 2) != ", " || text.substr(25) != " GMT")
    return std::nullopt;
  const auto* const month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  const auto rewritten = core::parse_timestamp(fmt::format("{}-{:02}-{}T{}Z", text.substr(12, 4),
                                                           month - kMonths.begin() + 1,
                                                           text.substr(5, 2), text.substr(17, 8)));
  if (!rewritten) return std::nullopt;
  return *rewritten;
}

std::string format_http_date(core::Timestamp time) {
  using namespace std::chrono;
  const sys_seconds moment{seconds{time.ms() / 1'000}};
  const auto day = floor<days>(moment);
  const year_month_day date{day};
  const hh_mm_ss clock{moment - day};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

}  // namespace atb::net
