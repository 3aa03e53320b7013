#include "market/candle.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace atb::market {
namespace {

tl::unexpected<core::Error> invalid(std::string message) {
  return core::fail(core::ErrorKind::usage, "candle.invalid", std::move(message));
}

}  // namespace

core::Result<void> check(const Candle& candle) {
  if (!candle.low.is_positive())
    return invalid(fmt::format("low {} is not above zero", to_text(candle.low)));
  if (candle.low > std::min(candle.open, candle.close))
    return invalid(fmt::format("low {} is above open {} or close {}", to_text(candle.low),
                               to_text(candle.open), to_text(candle.close)));
  if (candle.high < std::max(candle.open, candle.close))
    return invalid(fmt::format("high {} is below open {} or close {}", to_text(candle.high),
                               to_text(candle.open), to_text(candle.close)));
  if (!std::isfinite(candle.volume) || candle.volume < 0)
    return invalid("volume is negative or not a number");
  return {};
}

}  // namespace atb::market
