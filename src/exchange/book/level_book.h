#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/amount.h"
#include "exchange/orders/order_terms.h"

namespace atb::exchange {

/// What rests at one price: orders in the order in which they are served, and the house's quantity,
/// which has a place among them like an order.
class PriceLevel {
 public:
  struct Entry {
    std::int64_t order = 0;
    core::Quantity shown;
    std::uint64_t rank = 0;
  };

  /// Nothing: nobody rests here. An order 0 is the house.
  [[nodiscard]] std::optional<Entry> front() const;
  void push(const Entry& entry);
  /// Takes from the one that is served next. @pre quantity <= its shown
  void take(core::Quantity quantity);
  void erase(std::int64_t order);
  /// @pre the order rests here
  void set_shown(std::int64_t order, core::Quantity shown);
  /// More keeps its place; from nothing it gets the rank.
  void set_house(core::Quantity quantity, std::uint64_t rank);
  [[nodiscard]] core::Quantity house() const noexcept { return house_.shown; }
  [[nodiscard]] std::uint64_t house_rank() const noexcept { return house_.rank; }
  /// All that is shown.
  [[nodiscard]] core::Quantity visible() const noexcept { return visible_; }
  [[nodiscard]] bool is_empty() const noexcept {
    return entries_.empty() && house_.shown.is_zero();
  }
  [[nodiscard]] const std::deque<Entry>& entries() const noexcept { return entries_; }

 private:
  [[nodiscard]] bool house_is_next() const;
  std::deque<Entry> entries_;
  Entry house_;
  core::Quantity visible_;
};

/// Both sides of one pair's book. Knows quantities and places, not what orders are.
class LevelBook {
 public:
  /// Best price of a side; null when it is empty. Valid until the book changes.
  [[nodiscard]] std::pair<core::Price, PriceLevel*> best(Side side);
  [[nodiscard]] std::optional<core::Price> best_price(Side side) const;
  /// Made when it is not there.
  [[nodiscard]] PriceLevel& at(Side side, core::Price price);
  /// Null when nothing rests there.
  [[nodiscard]] PriceLevel* find(Side side, core::Price price);
  /// Forgets the level when it is empty.
  void tidy(Side side, core::Price price);
  [[nodiscard]] core::Quantity visible(Side side, core::Price price) const;
  /// Best first.
  [[nodiscard]] std::vector<std::pair<core::Price, core::Quantity>> depth(Side side,
                                                                          std::size_t levels) const;
  /// Calls `visit(price, level)` from the best on, until it returns false.
  template <class Visit>
  void each(Side side, const Visit& visit) const {
    if (side == Side::buy) {
      for (auto at = bids_.rbegin(); at != bids_.rend(); ++at)
        if (!visit(at->first, at->second)) return;
    } else {
      for (const auto& [price, level] : asks_)
        if (!visit(price, level)) return;
    }
  }

 private:
  using Levels = std::map<core::Price, PriceLevel>;
  [[nodiscard]] Levels& levels(Side side) { return side == Side::buy ? bids_ : asks_; }
  [[nodiscard]] const Levels& levels(Side side) const { return side == Side::buy ? bids_ : asks_; }
  Levels bids_;
  Levels asks_;
};

}  // namespace atb::exchange
