#pragma once

#include <algorithm>

#include "exchange/orders/request.h"

/// What an order's terms mean, for the oracle alone.
namespace atb::exchange::test {

using core::Int128;
constexpr Int128 kOne = core::kUnitsPerOne;

inline Int128 worth(std::int64_t price, std::int64_t quantity, bool up) {
  const Int128 wide = Int128{price} * quantity;
  return wide / kOne + (up && wide % kOne != 0 ? 1 : 0);
}

inline bool has_limit(const PlaceOrder& terms) {
  return terms.type != OrderType::market && terms.type != OrderType::stop_loss &&
         terms.type != OrderType::take_profit;
}

inline bool waits(const PlaceOrder& terms) {
  return terms.type == OrderType::stop_loss || terms.type == OrderType::stop_loss_limit ||
         terms.type == OrderType::take_profit || terms.type == OrderType::take_profit_limit;
}

inline bool waits_for_rise(const PlaceOrder& terms) {
  const bool loss = terms.type == OrderType::stop_loss || terms.type == OrderType::stop_loss_limit;
  return loss == (terms.side == Side::buy);
}

inline bool reached(const PlaceOrder& terms, std::int64_t price) {
  return waits_for_rise(terms) ? price >= terms.stop_price.units()
                               : price <= terms.stop_price.units();
}

}  // namespace atb::exchange::test
