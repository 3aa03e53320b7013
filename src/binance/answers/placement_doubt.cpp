#include "binance/answers/placement_doubt.h"

#include <algorithm>

namespace atb::binance {
namespace {

/// Binance gives a call up after this (-1007), so that it may enter the engine until then.
constexpr auto kProcessing = core::Duration::seconds(10);
/// Queries read memory and databases that follow the engine; minutes were never reported.
constexpr auto kLag = core::Duration::seconds(5);
constexpr int kMissesNeeded = 2;

}  // namespace

PlacementDoubt::PlacementDoubt(const Stamp& stamp) noexcept
    : decidable_at_{stamp.expires() + kProcessing + kLag} {}

void PlacementDoubt::found() noexcept {
  state_ = State::placed;
}

void PlacementDoubt::missing(core::Timestamp asked_at) noexcept {
  ++asked_;
  if (state_ != State::open || asked_at < decidable_at_) return;
  if (++late_misses_ >= kMissesNeeded) state_ = State::not_placed;
}

core::Timestamp PlacementDoubt::next_query(core::Timestamp now) const noexcept {
  constexpr auto kFirst = core::Duration::milliseconds(250);
  constexpr auto kMost = core::Duration::seconds(5);
  constexpr int kDoublingsMax = 5;
  const auto wait = kFirst * (std::int64_t{1} << std::min(asked_, kDoublingsMax));
  return now + std::min(wait, kMost);
}

}  // namespace atb::binance
