#include "binance_simulator/api/account_calls.h"

#include <algorithm>

#include "binance_simulator/api/commission_json.h"
#include "binance_simulator/api/limit_json.h"
#include "binance_simulator/api/order_json.h"
#include "binance_simulator/api/order_parameters.h"

namespace atb::binance_simulator {
namespace {

using exchange::Outcome;
using exchange::refuse;

constexpr std::int64_t kPage = 500;
constexpr std::int64_t kPageMax = 1'000;

/// Which rows of a list: from an id or within a span of at most a day, `limit` at most.
struct Page {
  std::optional<std::int64_t> from;
  std::optional<core::Timestamp> start;
  std::optional<core::Timestamp> end;
  std::int64_t limit = kPage;

  [[nodiscard]] bool holds(std::int64_t id, core::Timestamp time) const {
    return (!from || id >= *from) && (!start || time >= *start) && (!end || time <= *end);
  }
  /// The oldest rows where a beginning was asked for, else the newest; oldest first.
  template <class Row>
  void cut(std::vector<Row>& rows) const {
    const auto most = static_cast<std::size_t>(limit);
    if (rows.size() <= most) return;
    if (from || start)
      rows.resize(most);
    else
      rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(most));
  }
};

Outcome<Page> read_page(CallContext& context, std::string_view from_name) {
  auto& parameters = context.parameters;
  Page page;
  const auto from = parameters.optional_number(from_name);
  ATB_ALLOW(from);
  const auto start = parameters.optional_time("startTime");
  ATB_ALLOW(start);
  const auto end = parameters.optional_time("endTime");
  ATB_ALLOW(end);
  const auto limit = parameters.limit("limit", kPage, kPageMax);
  ATB_ALLOW(limit);
  page = {*from, *start, *end, *limit};
  if (page.start && page.end && *page.end - *page.start > core::Duration::days(1))
    return refuse(-1127, "More than 24 hours between startTime and endTime.");
  return page;
}

Json balances_of(const CallContext& context, bool omit_zero) {
  auto balances = Json::array();
  for (const auto& balance : context.world.exchange.ledger().balances(context.account)) {
    if (omit_zero && balance.free.is_zero() && balance.locked.is_zero()) continue;
    balances.push_back({{"asset", balance.asset},
                        {"free", fixed(balance.free)},
                        {"locked", fixed(balance.locked)}});
  }
  return balances;
}

/// A rate of 0.1 % as the integer 10 of the older fields.
std::int64_t basis_points(core::Ratio ratio) {
  constexpr std::int64_t kUnits = core::kUnitsPerOne / 10'000;
  return ratio.units() / kUnits;
}

}  // namespace

Answer<Json> account_information(CallContext& context) {
  const auto omit = context.parameters.optional_flag("omitZeroBalances");
  ATB_ALLOW(omit);
  ATB_ALLOW(context.parameters.all_read());
  const auto& terms = context.world.exchange.terms(context.account);
  const auto* const key = context.world.keys.find(context.key);
  return Json{{"makerCommission", basis_points(terms.maker)},
              {"takerCommission", basis_points(terms.taker)},
              {"buyerCommission", basis_points(terms.buyer)},
              {"sellerCommission", basis_points(terms.seller)},
              {"commissionRates",
               {{"maker", fixed(terms.maker)},
                {"taker", fixed(terms.taker)},
                {"buyer", fixed(terms.buyer)},
                {"seller", fixed(terms.seller)}}},
              {"canTrade", key != nullptr && key->rights.spot_trading},
              {"canWithdraw", key != nullptr && key->rights.withdrawals},
              {"canDeposit", true},
              {"brokered", false},
              {"requireSelfTradePrevention", false},
              {"preventSor", false},
              {"updateTime", context.time(context.now)},
              {"accountType", "SPOT"},
              {"balances", balances_of(context, omit->value_or(false))},
              {"permissions", {"SPOT"}},
              {"uid", 354'937'868 + std::int64_t{context.account}}};
}

Answer<Json> commission_rates(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  ATB_ALLOW(context.parameters.all_read());
  return account_commissions(context.world.exchange.terms(context.account), *symbol);
}

Answer<Json> query_order(CallContext& context) {
  const auto key = read_key(context, "orderId", "origClientOrderId");
  ATB_ALLOW(key);
  ATB_ALLOW(context.parameters.all_read());
  const auto found = context.world.exchange.market(key->symbol)->find(*key);
  ATB_ALLOW(found);
  return queried_order(context, **found);
}

Answer<Json> open_orders(CallContext& context) {
  auto symbols = context.world.exchange.symbols();
  if (context.parameters.has("symbol")) {
    const auto symbol = read_symbol(context);
    ATB_ALLOW(symbol);
    symbols = {*symbol};
  }
  ATB_ALLOW(context.parameters.all_read());
  auto orders = Json::array();
  for (const auto& symbol : symbols) {
    const auto& market = *context.world.exchange.market(symbol);
    for (const auto id : market.open_of(context.account))
      orders.push_back(
          queried_order(context, market.record.orders[static_cast<std::size_t>(id - 1)]));
  }
  return orders;
}

Answer<Json> all_orders(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto page = read_page(context, "orderId");
  ATB_ALLOW(page);
  ATB_ALLOW(context.parameters.all_read());
  std::vector<const exchange::Order*> rows;
  for (const auto& order : context.world.exchange.market(*symbol)->record.orders)
    if (order.account == context.account && page->holds(order.id, order.created))
      rows.push_back(&order);
  page->cut(rows);
  auto orders = Json::array();
  for (const auto* const order : rows) orders.push_back(queried_order(context, *order));
  return orders;
}

Answer<Json> my_trades(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto order = context.parameters.optional_number("orderId");
  ATB_ALLOW(order);
  const auto page = read_page(context, "fromId");
  ATB_ALLOW(page);
  ATB_ALLOW(context.parameters.all_read());
  std::vector<const exchange::AccountTrade*> rows;
  for (const auto& trade : context.world.exchange.market(*symbol)->record.trades)
    if (trade.account == context.account && (!*order || trade.order == **order) &&
        page->holds(trade.id, trade.time))
      rows.push_back(&trade);
  page->cut(rows);
  auto trades = Json::array();
  for (const auto* const trade : rows) trades.push_back(account_trade(context, *trade));
  return trades;
}

Answer<Json> my_prevented_matches(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto id = context.parameters.optional_number("preventedMatchId");
  ATB_ALLOW(id);
  const auto order = context.parameters.optional_number("orderId");
  ATB_ALLOW(order);
  ATB_ALLOW(context.parameters.optional_number("fromPreventedMatchId"));
  ATB_ALLOW(context.parameters.limit("limit", kPage, kPageMax));
  ATB_ALLOW(context.parameters.all_read());
  auto rows = Json::array();
  for (const auto& match : context.world.exchange.market(*symbol)->record.prevented) {
    const bool asked = (!*id || match.id == **id) &&
                       (!*order || match.taker_order == **order || match.maker_order == **order);
    if (match.account != context.account || !asked) continue;
    rows.push_back({{"symbol", match.symbol},
                    {"preventedMatchId", match.id},
                    {"takerOrderId", match.taker_order},
                    {"makerSymbol", match.symbol},
                    {"makerOrderId", match.maker_order},
                    {"tradeGroupId", 1},
                    {"selfTradePreventionMode", exchange::to_text(match.mode)},
                    {"price", fixed(match.price)},
                    {"makerPreventedQuantity", fixed(match.prevented)},
                    {"transactTime", context.time(match.time)}});
  }
  return rows;
}

Answer<Json> my_allocations(CallContext& context) {
  ATB_ALLOW(read_symbol(context));
  ATB_ALLOW(context.parameters.optional_number("orderId"));
  ATB_ALLOW(read_page(context, "fromAllocationId"));
  ATB_ALLOW(context.parameters.all_read());
  return Json::array();  // only smart order routing allocates, and there is none
}

Answer<Json> order_amendments(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto order = context.parameters.number("orderId");
  ATB_ALLOW(order);
  const auto from = context.parameters.optional_number("fromExecutionId");
  ATB_ALLOW(from);
  ATB_ALLOW(context.parameters.limit("limit", kPage, kPageMax));
  ATB_ALLOW(context.parameters.all_read());
  auto rows = Json::array();
  for (const auto& each : context.world.exchange.market(*symbol)->record.amendments)
    if (each.account == context.account && each.order == *order &&
        each.execution >= from->value_or(0))
      rows.push_back({{"symbol", each.symbol},
                      {"orderId", each.order},
                      {"executionId", each.execution},
                      {"origClientOrderId", each.original_client_id},
                      {"newClientOrderId", each.new_client_id},
                      {"origQty", fixed(each.original_quantity)},
                      {"newQty", fixed(each.new_quantity)},
                      {"time", context.time(each.time)}});
  return rows;
}

Answer<Json> my_filters(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  ATB_ALLOW(context.parameters.all_read());
  return Json{{"exchangeFilters", Json::array()},
              {"symbolFilters",
               Json::array({{{"filterType", "MAX_NUM_ORDERS"},
                             {"maxNumOrders",
                              context.world.exchange.market(*symbol)->record.rules.orders_max}}})},
              {"assetFilters", Json::array()}};
}

Answer<Json> order_counts(CallContext& context) {
  ATB_ALLOW(context.parameters.all_read());
  return limit_states(context.world.order_counts.use(context.account, context.now));
}

}  // namespace atb::binance_simulator
