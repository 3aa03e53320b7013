#include "exchange/matching/market.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::exchange {
namespace {

std::string key_of(AccountId account, const std::string& client_id) {
  return fmt::format("{}/{}", account, client_id);
}

}  // namespace

Market::Market(MarketRecord kept) : record{std::move(kept)} {
  for (const auto& entry : record.average) average.add(entry);
  for (const auto& house : record.house)
    book.at(house.side, house.price).set_house(house.quantity, house.rank);
  record.house.clear();
  record.average.clear();
  for (const auto& each : record.orders) {
    index(each, each.original_client_id);
    index(each, each.client_id);
    if (is_final(each.status)) continue;
    open(each);
    if (!each.shown.is_zero())
      book.at(each.side, each.price).push({each.id, each.shown, each.rank});
    else if (is_conditional(each.type) && !each.triggered && each.status == OrderStatus::fresh)
      waiting.push_back(each.id);
  }
  std::sort(waiting.begin(), waiting.end(),
            [this](std::int64_t a, std::int64_t b) { return order(a).rank < order(b).rank; });
}

void Market::index(const Order& order, const std::string& client_id) {
  if (!client_id.empty()) newest[key_of(order.account, client_id)] = order.id;
}

void Market::close(const Order& order) {
  auto& ids = open_orders[order.account];
  ids.erase(std::remove(ids.begin(), ids.end(), order.id), ids.end());
}

const std::vector<std::int64_t>& Market::open_of(AccountId account) const {
  static const std::vector<std::int64_t> kNone;
  const auto found = open_orders.find(account);
  return found == open_orders.end() ? kNone : found->second;
}

Outcome<const Order*> Market::find(const OrderKey& key) const {
  const auto unknown = [] { return refuse(-2013, "Order does not exist."); };
  const Order* found = nullptr;
  if (key.id) {
    if (*key.id < 1 || *key.id > static_cast<std::int64_t>(record.orders.size())) return unknown();
    found = &record.orders[static_cast<std::size_t>(*key.id - 1)];
    if (found->account != key.account) return unknown();
    const bool same = key.client_id.empty() || key.client_id == found->client_id ||
                      key.client_id == found->original_client_id;
    if (!same) return refuse(-2039, "Order ID and client order ID do not match.");
    return found;
  }
  const auto at = newest.find(key_of(key.account, key.client_id));
  if (at == newest.end()) return unknown();
  return &record.orders[static_cast<std::size_t>(at->second - 1)];
}

const Order* Market::find_open(AccountId account, const std::string& client_id) const {
  const auto at = newest.find(key_of(account, client_id));
  if (at == newest.end()) return nullptr;
  const auto& order = record.orders[static_cast<std::size_t>(at->second - 1)];
  return is_final(order.status) || order.client_id != client_id ? nullptr : &order;
}

MarketRecord Market::keep() const {
  MarketRecord kept = record;
  kept.average = average.entries();
  for (const auto side : {Side::buy, Side::sell})
    book.each(side, [&](core::Price price, const PriceLevel& level) {
      if (!level.house().is_zero())
        kept.house.push_back({side, price, level.house(), level.house_rank()});
      return true;
    });
  return kept;
}

}  // namespace atb::exchange
