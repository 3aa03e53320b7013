#include "exchange/matching/admission.h"

#include <algorithm>
#include <set>

#include "exchange/matching/funds.h"
#include "exchange/matching/matcher.h"
#include "exchange/rules/filters.h"
#include "exchange/rules/order_rules.h"

namespace atb::exchange {
namespace {

using core::Money;

FilterContext context_of(const Floor& floor, Market& market, AccountId account,
                         core::Timestamp now) {
  FilterContext context;
  context.average = market.average.at(now);
  context.last = market.record.last_price;
  const auto& base = market.record.rules.base;
  context.base_held = floor.ledger.free(account, base) + floor.ledger.locked(account, base);
  for (const auto id : market.open_of(account)) {
    const auto& order = market.order(id);
    ++context.open_orders;
    if (is_conditional(order.type)) ++context.open_conditional;
    if (!order.iceberg.is_zero()) ++context.open_icebergs;
    if (order.side == Side::buy) context.base_held += Money::from_units(order.remaining().units());
  }
  return context;
}

Outcome<void> check_maker(const Market& market, const PlaceOrder& request) {
  if (request.type == OrderType::limit_maker && would_take(market, request.side, request.price))
    return refuse(-2010, "Order would immediately match and take.");
  return {};
}

Outcome<void> check_duplicate(const Market& market, const PlaceOrder& request) {
  if (!request.client_id.empty() && market.find_open(request.account, request.client_id) != nullptr)
    return refuse(-2010, "Duplicate order sent.");
  return {};
}

Outcome<void> check_funds(const Floor& floor, const Market& market, const PlaceOrder& request,
                          Money needed) {
  const auto& rules = market.record.rules;
  const auto& asset = request.side == Side::buy ? rules.quote : rules.base;
  if (floor.ledger.free(request.account, asset) < needed)
    return refuse(-2010, "Account has insufficient balance for requested action.");
  return {};
}

/// The orders of a list: ids apart from each other, filters with those before them counted.
Outcome<void> check_members(Market& market, const PlaceList& request, FilterContext context) {
  std::set<std::string> ids;
  for (const auto& order : request.orders) {
    ATB_ALLOW(check_market(market.record.rules, order));
    ATB_ALLOW(check_duplicate(market, order));
    if (!order.client_id.empty() && !ids.insert(order.client_id).second)
      return refuse(-2010, "Duplicate order sent.");
    // Those of OPO learn their quantity later.
    const bool unknown = order.quantity.is_zero() && order.quote_quantity.is_zero();
    if (!unknown) ATB_ALLOW(check_filters(market.record.rules, order, context));
    ++context.open_orders;
    if (is_conditional(order.type)) ++context.open_conditional;
    if (!order.iceberg.is_zero()) ++context.open_icebergs;
  }
  return {};
}

Outcome<void> check_list_count(const Market& market, AccountId account) {
  const auto max = market.record.rules.lists_max;
  const auto open = std::count_if(
      market.record.lists.begin(), market.record.lists.end(),
      [&](const OrderList& list) { return list.account == account && !list.is_done(); });
  if (max > 0 && open >= max) return filter_failure("MAX_NUM_ORDER_LISTS");
  return {};
}

}  // namespace

Outcome<void> admit(Floor& floor, Market& market, const PlaceOrder& request, core::Timestamp now) {
  ATB_ALLOW(check_market(market.record.rules, request));
  ATB_ALLOW(check_duplicate(market, request));
  ATB_ALLOW(
      check_filters(market.record.rules, request, context_of(floor, market, request.account, now)));
  ATB_ALLOW(check_trigger(request, market.record.last_price));
  ATB_ALLOW(check_maker(market, request));
  return check_funds(floor, market, request, funds_for(market, request));
}

Outcome<void> admit(Floor& floor, Market& market, const PlaceList& request, core::Timestamp now) {
  const auto& first = request.orders.front();
  ATB_ALLOW(check_members(market, request, context_of(floor, market, first.account, now)));
  ATB_ALLOW(check_list_count(market, first.account));
  ATB_ALLOW(check_list(request, market.record.last_price));
  const std::size_t working = request.kind == ListKind::oco ? 2 : 1;
  Money needed;
  for (std::size_t i = 0; i < working; ++i) {
    ATB_ALLOW(check_trigger(request.orders[i], market.record.last_price));
    ATB_ALLOW(check_maker(market, request.orders[i]));
    needed = std::max(needed, funds_for(market, request.orders[i]));
  }
  return check_funds(floor, market, first, needed);
}

}  // namespace atb::exchange
