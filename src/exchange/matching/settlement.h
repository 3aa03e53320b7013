#pragma once

#include <string>

#include "core/amount.h"
#include "exchange/matching/turn.h"

namespace atb::exchange {

/// One match, before it is settled.
struct Match {
  Order* buyer = nullptr;   ///< null: the house
  Order* seller = nullptr;  ///< null: the house
  bool buyer_is_maker = false;
  core::Price price;
  core::Quantity quantity;
  std::uint64_t taker = 0;
};

/// Moves the assets of a match, takes the commissions, tells both accounts and everybody.
/// @pre both can pay
void settle(Turn& turn, const Match& match);

/// What an order still has to hold back: of the asset that it gives.
[[nodiscard]] core::Money needed_lock(const Order& order);

}  // namespace atb::exchange
