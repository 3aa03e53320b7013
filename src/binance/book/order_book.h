#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "binance/messages/market_events.h"
#include "core/amount.h"
#include "core/error.h"

namespace atb::binance {

/// A local copy of the exchange's order book, from a depth stream and a snapshot. Never shows a
/// book that may have missed an update. Bounded memory.
/// Source: Binance spot API, "How to manage a local order book correctly" (2025-11-12).
class OrderBook {
 public:
  enum class State : std::uint8_t {
    buffering,  ///< updates are kept; waits for a snapshot
    ready,
  };
  enum class Applied : std::uint8_t {
    buffered,
    ignored,  ///< old, already in the snapshot
    applied,
    gap,   ///< updates are missing: the book was dropped, ask for a snapshot
    edge,  ///< the price ran out of the snapshot's levels: as gap
  };
  enum class Taken : std::uint8_t {
    ready,
    too_old,  ///< it ends before the first update that is here: ask for another
    gap,      ///< the updates after it are not all here: buffering again
  };

  /// @param levels_max  the levels a side that snapshots are asked with
  explicit OrderBook(std::size_t levels_max);

  Applied on_update(const DepthUpdate& update);
  Taken on_snapshot(const DepthSnapshot& snapshot);
  /// After a reconnect: drops all and buffers anew.
  void restart();

  [[nodiscard]] State state() const noexcept { return state_; }
  [[nodiscard]] bool needs_snapshot() const noexcept;
  [[nodiscard]] std::int64_t update_id() const noexcept { return update_id_; }

  /// Nothing while not ready, or when that side is empty.
  [[nodiscard]] std::optional<Level> best_bid() const noexcept;
  [[nodiscard]] std::optional<Level> best_ask() const noexcept;

  /// What taking `quantity` would cost or bring, and the worst price met.
  struct Sweep {
    core::Money quote;  ///< exact sum, each level rounded against us
    core::Price average;
    core::Price worst;
  };
  /// Buying takes asks. Nothing while not ready, or when the known levels do not hold so much:
  /// beyond the snapshot's edge the book is unknown. @pre quantity > 0
  [[nodiscard]] std::optional<Sweep> buy(core::Quantity quantity) const;
  [[nodiscard]] std::optional<Sweep> sell(core::Quantity quantity) const;

  /// Known levels, best last.
  [[nodiscard]] const std::vector<Level>& bids() const noexcept { return bids_; }
  [[nodiscard]] const std::vector<Level>& asks() const noexcept { return asks_; }

 private:
  void apply(const DepthUpdate& update);
  [[nodiscard]] bool ran_out() const noexcept;

  std::size_t levels_max_;
  State state_ = State::buffering;
  std::int64_t update_id_ = 0;
  std::vector<Level> bids_;                      ///< ascending price: the best last
  std::vector<Level> asks_;                      ///< descending price: the best last
  std::optional<core::Price> lowest_known_bid_;  ///< nothing: the whole side is known
  std::optional<core::Price> highest_known_ask_;
  std::vector<DepthUpdate> buffered_;
};

}  // namespace atb::binance
