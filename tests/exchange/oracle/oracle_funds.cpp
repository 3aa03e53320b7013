#include <algorithm>

#include "exchange/oracle/oracle.h"
#include "exchange/oracle/oracle_terms.h"

namespace atb::exchange::test {

Int128 Oracle::lock_of(const Item& item) const {
  if (!item.open()) return 0;
  if (item.terms.side == Side::sell) return item.left();
  const auto price = has_limit(item.terms) ? item.terms.price : item.terms.stop_price;
  return worth(price.units(), item.left(), true);
}

Int128 Oracle::locked(AccountId account, const std::string& asset) const {
  const auto gives = [&](const Item& item) {
    return item.account == account && (item.terms.side == Side::buy ? "B" : "A") == asset;
  };
  Int128 sum = 0;
  for (const auto& item : orders_)
    if (gives(item) && item.pair < 0) sum += lock_of(item);
  for (const auto& [above, below] : pairs_) {
    const auto& first = orders_[static_cast<std::size_t>(above - 1)];
    const auto& second = orders_[static_cast<std::size_t>(below - 1)];
    if (gives(first)) sum += std::max(lock_of(first), lock_of(second));
  }
  return sum;
}

Int128 Oracle::free(AccountId account, const std::string& asset) const {
  return owned_[account].at(asset) - locked(account, asset);
}

/// What a request must have free: a market order pays what the book asks, all that is hidden too.
Int128 Oracle::needed(const PlaceOrder& request) const {
  if (request.side == Side::sell) return request.quantity.units();
  if (has_limit(request)) return worth(request.price.units(), request.quantity.units(), true);
  if (waits(request)) return worth(request.stop_price.units(), request.quantity.units(), true);
  std::map<std::int64_t, std::int64_t> offers;
  for (const auto& item : orders_)
    if (item.open() && item.place > 0 && item.terms.side == Side::sell)
      offers[item.terms.price.units()] += item.left();
  Int128 cost = 0;
  auto left = request.quantity.units();
  for (const auto& [price, quantity] : offers) {
    const auto taken = std::min(left, quantity);
    cost += worth(price, taken, false);
    left -= taken;
  }
  return cost;
}

/// What a market order may take at that price: its own expired offers can make the book dearer than
/// it was when its funds were checked, so that it may run out of money. What it held back as a stop
/// is its own too.
std::int64_t Oracle::payable(const Item& taker, std::int64_t price, std::int64_t quantity) const {
  if (has_limit(taker.terms) || taker.terms.side == Side::sell) return quantity;
  const auto money = free(taker.account, "B") + (waits(taker.terms) ? lock_of(taker) : 0);
  if (worth(price, quantity, false) <= money) return quantity;
  const Int128 step = 10'000'000;
  const auto most = money * kOne / price / step * step;
  return static_cast<std::int64_t>(std::min<Int128>(quantity, most));
}

}  // namespace atb::exchange::test
