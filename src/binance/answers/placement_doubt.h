#pragma once

#include <cstdint>

#include "binance/requests/writer.h"
#include "core/time.h"

namespace atb::binance {

/// Decides a placement without an answer, by queries with its client order id. The order is never
/// sent again under any id until this has decided: Binance takes a used id anew once its order is
/// filled, so that a repetition trades twice.
/// "No such order" (-2013) proves nothing while the call may still reach the matching engine: until
/// its receive window, the exchange's processing time and the lag of its databases are over.
/// Source: Binance spot API, "Timing security", -1007, data sources.
class PlacementDoubt {
 public:
  enum class State : std::uint8_t { open, placed, not_placed };

  explicit PlacementDoubt(const Stamp& stamp) noexcept;

  /// The order was found: by a query, an event, open orders or a trade.
  void found() noexcept;
  /// A query said -2013, or a list of orders and trades does not hold it.
  /// @param asked_at  the exchange's time when that query was sent
  void missing(core::Timestamp asked_at) noexcept;
  [[nodiscard]] State state() const noexcept { return state_; }
  /// From this exchange time on "no such order" counts. It has to be said twice.
  [[nodiscard]] core::Timestamp decidable_at() const noexcept { return decidable_at_; }
  /// When to ask next: after 0.25, 0.5, 1, 2 s and so on, at most 5 s apart.
  [[nodiscard]] core::Timestamp next_query(core::Timestamp now) const noexcept;

 private:
  core::Timestamp decidable_at_;
  State state_ = State::open;
  int asked_ = 0;
  int late_misses_ = 0;
};

}  // namespace atb::binance
