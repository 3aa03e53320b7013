#pragma once

#include "core/time.h"

namespace atb::binance {

/// How long to wait before the next connection attempt: doubling from 0.5 s to at most 30 s, with
/// full jitter. At that rate the 300 attempts that Binance allows in 5 minutes are out of reach.
class ReconnectDelay {
 public:
  /// @param random  uniform in [0, 1)
  [[nodiscard]] core::Duration next(double random) noexcept;
  /// The connection works.
  void reset() noexcept { failures_ = 0; }

 private:
  int failures_ = 0;
};

}  // namespace atb::binance
