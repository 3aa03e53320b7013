#include "market/interval.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace atb::market {
namespace {

using core::Duration;

constexpr std::array<std::pair<std::string_view, Duration>, 15> kIntervals{{
    {"1s", Duration::seconds(1)},
    {"1m", Duration::minutes(1)},
    {"3m", Duration::minutes(3)},
    {"5m", Duration::minutes(5)},
    {"15m", Duration::minutes(15)},
    {"30m", Duration::minutes(30)},
    {"1h", Duration::hours(1)},
    {"2h", Duration::hours(2)},
    {"4h", Duration::hours(4)},
    {"6h", Duration::hours(6)},
    {"8h", Duration::hours(8)},
    {"12h", Duration::hours(12)},
    {"1d", Duration::days(1)},
    {"3d", Duration::days(3)},
    {"1w", Duration::days(7)},
}};

}  // namespace

core::Result<Duration> parse_interval(std::string_view text) {
  for (const auto& [name, length] : kIntervals)
    if (name == text) return length;
  return core::fail(core::ErrorKind::usage, "interval.unknown",
                    fmt::format("\"{}\" is not a candle interval", text.substr(0, 20)),
                    "Use one of 1s 1m 3m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 3d 1w.");
}

std::string interval_name(Duration interval) {
  for (const auto& [name, length] : kIntervals)
    if (length == interval) return std::string{name};
  return fmt::format("{}s", interval.us() / 1'000'000);
}

}  // namespace atb::market
