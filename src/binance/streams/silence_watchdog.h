#pragma once

#include <cstdint>

#include "core/time.h"

namespace atb::binance {

/// Tells a dead connection that still looks alive. Source: Binance pings every 20 s, so that a
/// minute without any frame is three pings missed.
class SilenceWatchdog {
 public:
  struct Limits {
    core::Duration frame_max = core::Duration::seconds(60);  ///< without any frame, pings included
    core::Duration event_max = core::Duration::seconds(60);  ///< without a market event; 0: no rule
  };
  enum class Verdict : std::uint8_t { alive, no_frame, no_event };

  SilenceWatchdog(const Limits& limits, core::Timestamp now) noexcept;
  /// @param is_event  true for a market event, false for pings and control answers
  void on_frame(bool is_event, core::Timestamp now) noexcept;
  [[nodiscard]] Verdict verdict(core::Timestamp now) const noexcept;
  /// When `verdict` may change without another frame.
  [[nodiscard]] core::Timestamp deadline() const noexcept;

 private:
  Limits limits_;
  core::Timestamp last_frame_;
  core::Timestamp last_event_;
};

}  // namespace atb::binance
