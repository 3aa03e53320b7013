#include "binance/streams/silence_watchdog.h"

#include <algorithm>

namespace atb::binance {

SilenceWatchdog::SilenceWatchdog(const Limits& limits, core::Timestamp now) noexcept
    : limits_{limits}, last_frame_{now}, last_event_{now} {}

void SilenceWatchdog::on_frame(bool is_event, core::Timestamp now) noexcept {
  last_frame_ = now;
  if (is_event) last_event_ = now;
}

SilenceWatchdog::Verdict SilenceWatchdog::verdict(core::Timestamp now) const noexcept {
  if (now - last_frame_ > limits_.frame_max) return Verdict::no_frame;
  const bool ruled = limits_.event_max > core::Duration{};
  return ruled && now - last_event_ > limits_.event_max ? Verdict::no_event : Verdict::alive;
}

core::Timestamp SilenceWatchdog::deadline() const noexcept {
  constexpr auto kJustAfter = core::Duration::microseconds(1);
  const auto frame = last_frame_ + limits_.frame_max + kJustAfter;
  if (limits_.event_max <= core::Duration{}) return frame;
  return std::min(frame, last_event_ + limits_.event_max + kJustAfter);
}

}  // namespace atb::binance
