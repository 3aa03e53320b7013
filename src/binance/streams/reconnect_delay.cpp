#include "binance/streams/reconnect_delay.h"

#include <algorithm>

namespace atb::binance {

core::Duration ReconnectDelay::next(double random) noexcept {
  constexpr std::int64_t kFirstUs = 500'000;
  constexpr std::int64_t kMostUs = 30'000'000;
  constexpr int kDoublingsMax = 6;
  const auto longest = std::min(kFirstUs << std::min(failures_, kDoublingsMax), kMostUs);
  ++failures_;
  const auto share = std::clamp(random, 0.0, 1.0);
  // Never less than a tenth of a second: an instant refusal would otherwise be met at full speed.
  constexpr std::int64_t kLeastUs = 100'000;
  return core::Duration::microseconds(
      std::max(kLeastUs, static_cast<std::int64_t>(share * static_cast<double>(longest))));
}

}  // namespace atb::binance
