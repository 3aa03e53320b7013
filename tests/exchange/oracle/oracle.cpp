#include "exchange/oracle/oracle.h"

#include <algorithm>

#include "exchange/oracle/oracle_terms.h"

namespace atb::exchange::test {
Oracle::Oracle(int accounts, Int128 each, core::Ratio fee) : fee_{fee} {
  for (int i = 0; i < accounts; ++i) owned_.push_back({{"A", each}, {"B", each}});
}

std::map<std::int64_t, std::int64_t> Oracle::depth(Side side) const {
  std::map<std::int64_t, std::int64_t> levels;
  for (const auto& item : orders_)
    if (item.open() && item.place > 0 && item.terms.side == side)
      levels[item.terms.price.units()] += item.shown;
  return levels;
}

Oracle::Item* Oracle::best_for(Side taker, std::optional<std::int64_t> limit, AccountId skip) {
  Item* best = nullptr;
  for (auto& item : orders_) {
    if (!item.open() || item.place == 0 || item.terms.side == taker || item.account == skip)
      continue;
    const auto price = item.terms.price.units();
    if (limit && (taker == Side::buy ? price > *limit : price < *limit)) continue;
    if (best == nullptr) {
      best = &item;
      continue;
    }
    const auto other = best->terms.price.units();
    const bool better = taker == Side::buy ? price < other : price > other;
    if (better || (price == other && item.place < best->place)) best = &item;
  }
  return best;
}

int Oracle::judge(const PlaceOrder& request) const {
  if (waits(request) && !request.stop_price.is_zero() && last_ > 0 && reached(request, last_))
    return -2010;
  auto* const self = const_cast<Oracle*>(this);
  if (request.type == OrderType::limit_maker &&
      self->best_for(request.side, request.price.units(), UINT32_MAX) != nullptr)
    return -2010;
  return 0;
}

int Oracle::place(const PlaceOrder& request) {
  if (const int refused = judge(request)) return refused;
  if (free(request.account, request.side == Side::buy ? "B" : "A") < needed(request)) return -2010;
  add(request);
  go(orders_.size() - 1);
  after();
  return 0;
}

int Oracle::place_pair(const PlaceOrder& above, const PlaceOrder& below) {
  const auto point = [](const PlaceOrder& leg) {
    return (leg.type == OrderType::limit_maker ? leg.price : leg.stop_price).units();
  };
  if (point(above) <= point(below)) return -2010;
  if (last_ > 0 && (point(above) <= last_ || point(below) >= last_)) return -2010;
  for (const auto* const leg : {&above, &below})
    if (const int refused = judge(*leg)) return refused;
  if (free(above.account, above.side == Side::buy ? "B" : "A") <
      std::max(needed(above), needed(below)))
    return -2010;
  const auto index = static_cast<int>(pairs_.size());
  add(above).pair = index;
  add(below).pair = index;
  pairs_.emplace_back(orders_.size() - 1, orders_.size());
  go(orders_.size() - 2);
  go(orders_.size() - 1);
  after();
  return 0;
}

Oracle::Item& Oracle::add(const PlaceOrder& request) {
  Item item;
  item.id = static_cast<std::int64_t>(orders_.size()) + 1;
  item.account = request.account;
  item.terms = request;
  return orders_.emplace_back(item);
}

void Oracle::go(std::size_t index) {
  if (!waits(orders_[index].terms)) match(index);
}

int Oracle::cancel(AccountId account, std::int64_t id) {
  if (id < 1 || id > static_cast<std::int64_t>(orders_.size())) return -2011;
  auto& item = orders_[static_cast<std::size_t>(id - 1)];
  if (item.account != account || !item.open()) return -2011;
  end(item, "CANCELED");
  if (item.pair >= 0) {
    const auto [a, b] = pairs_[static_cast<std::size_t>(item.pair)];
    auto& other = orders_[static_cast<std::size_t>((a == id ? b : a) - 1)];
    if (other.open()) end(other, "CANCELED");
  }
  return 0;
}

int Oracle::amend(AccountId account, std::int64_t id, std::int64_t quantity) {
  if (id < 1 || id > static_cast<std::int64_t>(orders_.size())) return -2013;
  auto& item = orders_[static_cast<std::size_t>(id - 1)];
  if (item.account != account) return -2013;
  if (!item.open() || item.place == 0 || quantity <= item.executed + item.prevented ||
      quantity >= item.terms.quantity.units())
    return -2038;
  item.terms.quantity = core::Quantity::from_units(quantity);
  item.shown = std::min(item.shown, item.left());
  return 0;
}

bool Oracle::could_fill(const Item& item) const {
  std::int64_t found = 0;
  auto copy = *this;
  while (found < item.left()) {
    auto* const maker = copy.best_for(item.terms.side, item.terms.price.units(), UINT32_MAX);
    if (maker == nullptr) return false;
    const auto mode = *item.terms.self_trade_prevention;
    if (maker->account != item.account || mode == SelfTradePrevention::none)
      found += maker->left();
    else if (mode != SelfTradePrevention::expire_maker)
      return false;
    maker->status = "GONE";
  }
  return true;
}

void Oracle::match(std::size_t index) {
  const auto by_limit = [&] {
    const auto& item = orders_[index];
    return has_limit(item.terms) ? std::optional{item.terms.price.units()} : std::nullopt;
  };
  if (by_limit() && orders_[index].terms.time_in_force == TimeInForce::fok &&
      !could_fill(orders_[index])) {
    end(orders_[index], "EXPIRED");
    return;
  }
  while (orders_[index].open() && orders_[index].left() > 0) {
    auto& taker = orders_[index];
    auto* const maker = best_for(taker.terms.side, by_limit(), UINT32_MAX);
    if (maker == nullptr) break;
    if (maker->account == taker.account &&
        *taker.terms.self_trade_prevention != SelfTradePrevention::none) {
      if (!stop_self(taker, *maker)) return;
      continue;
    }
    const auto quantity =
        payable(taker, maker->terms.price.units(), std::min(taker.left(), maker->shown));
    if (quantity == 0) break;
    deal(taker, *maker, quantity);
  }
  auto& item = orders_[index];
  if (!item.open()) return;
  if (!by_limit() || item.terms.time_in_force != TimeInForce::gtc) {
    end(item, "EXPIRED");
    return;
  }
  item.place = ++places_;
  item.shown = item.terms.iceberg.is_zero() ? item.left()
                                            : std::min(item.terms.iceberg.units(), item.left());
}

bool Oracle::stop_self(Item& taker, Item& maker) {
  const auto mode = *taker.terms.self_trade_prevention;
  if (mode == SelfTradePrevention::decrement || mode == SelfTradePrevention::transfer) {
    const auto both = std::min(taker.left(), maker.left());
    for (auto* const item : {&maker, &taker}) {
      item->prevented += both;
      if (item->left() == 0) item->status = "EXPIRED_IN_MATCH";
      end_partner(*item);
    }
    if (maker.open())
      maker.shown = maker.terms.iceberg.is_zero()
                        ? maker.left()
                        : std::min(maker.terms.iceberg.units(), maker.left());
    return taker.open();
  }
  if (mode != SelfTradePrevention::expire_taker) {
    maker.status = "EXPIRED_IN_MATCH";
    end_partner(maker);
  }
  if (mode == SelfTradePrevention::expire_maker) return true;
  taker.status = "EXPIRED_IN_MATCH";
  end_partner(taker);
  return false;
}

void Oracle::deal(Item& taker, Item& maker, std::int64_t quantity) {
  const auto price = maker.terms.price.units();
  const auto quote = worth(price, quantity, false);
  const auto& buyer = taker.terms.side == Side::buy ? taker : maker;
  const auto& seller = taker.terms.side == Side::buy ? maker : taker;
  const auto net = [this](Int128 received) { return received - received * fee_.units() / kOne; };
  owned_[buyer.account]["B"] -= quote;
  owned_[buyer.account]["A"] += net(quantity);
  owned_[seller.account]["A"] -= quantity;
  owned_[seller.account]["B"] += net(quote);
  for (auto* const item : {&taker, &maker}) {
    item->executed += quantity;
    item->status = item->left() == 0 ? "FILLED" : "PARTIALLY_FILLED";
  }
  maker.shown -= quantity;
  if (maker.open() && maker.shown == 0) {
    maker.place = ++places_;
    maker.shown = std::min(maker.terms.iceberg.units(), maker.left());
  }
  deals_.push_back({maker.id, taker.id, price, quantity});
  for (const auto* const item : {&taker, &maker}) end_partner(*item);
  see(price);
}

/// A trade at that price: who waited for it is next.
void Oracle::see(std::int64_t price) {
  last_ = price;
  std::vector<Item*> by_age;
  for (auto& item : orders_)
    if (item.open() && waits(item.terms) && !item.triggered) by_age.push_back(&item);
  for (auto* const item : by_age) {
    auto& terms = item->terms;
    bool now = false;
    if (terms.trailing_delta == 0) {
      now = reached(terms, price);
    } else if (item->best == 0) {
      if (terms.stop_price.is_zero() || reached(terms, price)) item->best = price;
    } else {
      const bool buys = terms.side == Side::buy;
      item->best = buys ? std::min(item->best, price) : std::max(item->best, price);
      const auto delta = buys ? terms.trailing_delta : -terms.trailing_delta;
      const auto mark = Int128{item->best} * (10'000 + delta);
      now = buys ? Int128{price} * 10'000 >= mark : Int128{price} * 10'000 <= mark;
    }
    if (!now) continue;
    item->triggered = true;
    queue_.push_back(item->id);
  }
}

void Oracle::after() {
  while (!queue_.empty()) {
    const auto id = queue_.front();
    queue_.erase(queue_.begin());
    auto& item = orders_[static_cast<std::size_t>(id - 1)];
    if (!item.open()) continue;
    item.started = true;
    end_partner(item);
    match(static_cast<std::size_t>(id - 1));
  }
}

void Oracle::end(Item& item, const std::string& status) {
  item.status = status;
  item.place = 0;
}

/// The other leg goes once this one trades, was triggered or has ended.
void Oracle::end_partner(const Item& item) {
  if (item.pair < 0) return;
  const auto [a, b] = pairs_[static_cast<std::size_t>(item.pair)];
  auto& other = orders_[static_cast<std::size_t>((a == item.id ? b : a) - 1)];
  const bool begun = other.started || other.executed > 0 || other.prevented > 0;
  if (other.open() && !begun) end(other, "EXPIRED");
}

}  // namespace atb::exchange::test
