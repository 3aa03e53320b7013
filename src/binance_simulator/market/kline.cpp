#include "binance_simulator/market/kline.h"

#include <algorithm>
#include <chrono>

namespace atb::binance_simulator {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
/// Of those before months, in microseconds.
constexpr std::array<std::int64_t, kIntervals - 1> kLengths{kSecond,
                                                            60 * kSecond,
                                                            180 * kSecond,
                                                            300 * kSecond,
                                                            900 * kSecond,
                                                            1'800 * kSecond,
                                                            3'600 * kSecond,
                                                            7'200 * kSecond,
                                                            14'400 * kSecond,
                                                            21'600 * kSecond,
                                                            28'800 * kSecond,
                                                            43'200 * kSecond,
                                                            kDay,
                                                            3 * kDay,
                                                            7 * kDay};
/// 1970 began on a Thursday: weeks are counted from the Monday after.
constexpr std::int64_t kFirstMonday = 4 * kDay;

std::int64_t floor_to(std::int64_t value, std::int64_t step) {
  const auto rest = value % step;
  return value - (rest < 0 ? rest + step : rest);
}

std::int64_t month_start(std::int64_t us, int later) {
  const std::chrono::sys_days day{std::chrono::days{floor_to(us, kDay) / kDay}};
  const std::chrono::year_month_day date{day};
  const auto first = date.year() / date.month() / 1 + std::chrono::months{later};
  return std::chrono::sys_days{first}.time_since_epoch().count() * kDay;
}

}  // namespace

std::optional<KlineInterval> parse_interval(std::string_view name) noexcept {
  const auto* const found = std::find(kIntervalNames.begin(), kIntervalNames.end(), name);
  if (found == kIntervalNames.end()) return std::nullopt;
  return static_cast<KlineInterval>(found - kIntervalNames.begin());
}

std::string_view name_of(KlineInterval interval) noexcept {
  return kIntervalNames[static_cast<std::size_t>(interval)];
}

core::Timestamp open_time(KlineInterval interval, core::Timestamp time, core::Duration east) {
  const auto local = time.us() + east.us();
  std::int64_t start = 0;
  if (interval == KlineInterval::mo1)
    start = month_start(local, 0);
  else if (interval == KlineInterval::w1)
    start = floor_to(local - kFirstMonday, 7 * kDay) + kFirstMonday;
  else
    start = floor_to(local, kLengths[static_cast<std::size_t>(interval)]);
  return core::Timestamp::from_us(start - east.us());
}

core::Timestamp next_open(KlineInterval interval, core::Timestamp open, core::Duration east) {
  if (interval == KlineInterval::mo1)
    return core::Timestamp::from_us(month_start(open.us() + east.us(), 1) - east.us());
  return open + core::Duration::microseconds(kLengths[static_cast<std::size_t>(interval)]);
}

}  // namespace atb::binance_simulator
