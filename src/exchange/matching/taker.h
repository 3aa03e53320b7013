#pragma once

#include <cstdint>
#include <optional>

#include "core/amount.h"
#include "exchange/orders/order.h"

namespace atb::exchange {

[[nodiscard]] constexpr Side opposite(Side side) noexcept {
  return side == Side::buy ? Side::sell : Side::buy;
}

/// Somebody who takes from the book: an order or the house, up to a quantity or an amount of the
/// quote asset.
struct Taker {
  Order* order = nullptr;  ///< null: the house
  Side side = Side::buy;
  std::optional<core::Price> limit;  ///< nothing: any price
  bool by_budget = false;
  core::Quantity left;  ///< not by budget
  core::Money budget;   ///< by budget
  std::uint64_t number = 0;

  [[nodiscard]] bool accepts(core::Price price) const;
  [[nodiscard]] bool wants_more() const;
  /// How much it takes of what is shown at that price. @param available  what it can pay with
  [[nodiscard]] core::Quantity takes(core::Price price, core::Quantity shown, core::Quantity step,
                                     std::optional<core::Money> available) const;
  void count(core::Price price, core::Quantity quantity);
  /// By budget: not one more step can be had at the price that comes next. Nothing comes: false.
  [[nodiscard]] bool is_spent(std::optional<core::Price> next, core::Quantity step) const;
};

[[nodiscard]] Taker taker_of(Order& order);
[[nodiscard]] Taker house_taker(Side side, core::Price price, core::Quantity quantity);

}  // namespace atb::exchange
