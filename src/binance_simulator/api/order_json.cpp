#include "binance_simulator/api/order_json.h"

namespace atb::binance_simulator {
namespace {

using exchange::Order;

const exchange::Order& order_of(const CallContext& context, const std::string& symbol,
                                std::int64_t id) {
  return context.world.exchange.market(symbol)->record.orders[static_cast<std::size_t>(id - 1)];
}

void add_amounts(Json& json, const Order& order) {
  json["price"] = fixed(order.price);
  json["origQty"] = fixed(order.quantity);
  json["executedQty"] = fixed(order.executed);
  json["origQuoteOrderQty"] = fixed(order.quote_quantity);
  json["cummulativeQuoteQty"] = fixed(order.cumulative_quote);
  json["status"] = exchange::to_text(order.status);
  json["timeInForce"] = exchange::to_text(order.time_in_force);
  json["type"] = exchange::to_text(order.type);
  json["side"] = exchange::to_text(order.side);
}

/// What only some orders have.
void add_conditional(Json& json, const CallContext& context, const Order& order) {
  if (!order.stop_price.is_zero()) json["stopPrice"] = fixed(order.stop_price);
  if (!order.iceberg.is_zero()) json["icebergQty"] = fixed(order.iceberg);
  if (order.trailing_delta > 0) {
    json["trailingDelta"] = order.trailing_delta;
    json["trailingTime"] = order.trailing_since ? context.time(*order.trailing_since) : -1;
  }
  if (order.strategy_id) json["strategyId"] = *order.strategy_id;
  if (order.strategy_type) json["strategyType"] = *order.strategy_type;
  if (order.prevented.is_positive()) json["preventedQuantity"] = fixed(order.prevented);
  if (order.expiry != exchange::ExpiryReason::none)
    json["expiryReason"] = exchange::to_text(order.expiry);
}

Json fills_of(const CallContext& context, const Order& order) {
  auto fills = Json::array();
  for (const auto& event : context.events) {
    const auto* const report = std::get_if<exchange::ExecutionReport>(&event);
    if (report == nullptr || !report->trade || report->order.id != order.id ||
        report->order.symbol != order.symbol)
      continue;
    const auto& trade = *report->trade;
    fills.push_back({{"price", fixed(trade.price)},
                     {"qty", fixed(trade.quantity)},
                     {"commission", fixed(trade.commission)},
                     {"commissionAsset", trade.commission_asset},
                     {"tradeId", trade.id}});
  }
  return fills;
}

}  // namespace

Json queried_order(const CallContext& context, const Order& order) {
  Json json{{"symbol", order.symbol},
            {"orderId", order.id},
            {"orderListId", order.list},
            {"clientOrderId", order.client_id}};
  add_amounts(json, order);
  json["stopPrice"] = fixed(order.stop_price);
  json["icebergQty"] = fixed(order.iceberg);
  json["time"] = context.time(order.created);
  json["updateTime"] = context.time(order.updated);
  json["isWorking"] = order.working_since.has_value();
  json["workingTime"] = order.working_since ? context.time(*order.working_since) : -1;
  add_conditional(json, context, order);
  json["selfTradePreventionMode"] = exchange::to_text(order.self_trade_prevention);
  return json;
}

Json placed_order(const CallContext& context, const Order& order, std::string_view type) {
  Json json{{"symbol", order.symbol},
            {"orderId", order.id},
            {"orderListId", order.list},
            {"clientOrderId", order.client_id},
            {"transactTime", context.time(context.now)}};
  if (type == "ACK") return json;
  add_amounts(json, order);
  add_conditional(json, context, order);
  json["workingTime"] = order.working_since ? context.time(*order.working_since) : -1;
  json["selfTradePreventionMode"] = exchange::to_text(order.self_trade_prevention);
  if (type == "FULL") json["fills"] = fills_of(context, order);
  return json;
}

Json cancelled_order(const CallContext& context, const Order& order) {
  Json json{{"symbol", order.symbol},
            {"origClientOrderId", order.original_client_id},
            {"orderId", order.id},
            {"orderListId", order.list},
            {"clientOrderId", order.client_id},
            {"transactTime", context.time(context.now)}};
  add_amounts(json, order);
  add_conditional(json, context, order);
  json["selfTradePreventionMode"] = exchange::to_text(order.self_trade_prevention);
  return json;
}

Json order_list(const CallContext& context, const exchange::OrderList& list, ListReports reports) {
  auto orders = Json::array();
  auto told = Json::array();
  for (const auto id : list.orders) {
    const auto& order = order_of(context, list.symbol, id);
    orders.push_back(
        {{"symbol", list.symbol}, {"orderId", id}, {"clientOrderId", order.client_id}});
    if (reports == ListReports::placed) told.push_back(placed_order(context, order, "RESULT"));
    if (reports == ListReports::cancelled) told.push_back(cancelled_order(context, order));
  }
  Json json{{"orderListId", list.id},
            {"contingencyType", exchange::to_text(list.contingency())},
            {"listStatusType", list.is_done() ? "ALL_DONE" : "EXEC_STARTED"},
            {"listOrderStatus", list.is_done() ? "ALL_DONE" : "EXECUTING"},
            {"listClientOrderId", list.client_id},
            {"transactionTime", context.time(list.updated)},
            {"symbol", list.symbol},
            {"orders", std::move(orders)}};
  if (reports != ListReports::none) json["orderReports"] = std::move(told);
  return json;
}

Json account_trade(const CallContext& context, const exchange::AccountTrade& trade) {
  return {{"symbol", trade.symbol},
          {"id", trade.id},
          {"orderId", trade.order},
          {"orderListId", trade.list},
          {"price", fixed(trade.price)},
          {"qty", fixed(trade.quantity)},
          {"quoteQty", fixed(trade.quote)},
          {"commission", fixed(trade.commission)},
          {"commissionAsset", trade.commission_asset},
          {"time", context.time(trade.time)},
          {"isBuyer", trade.is_buyer},
          {"isMaker", trade.is_maker},
          {"isBestMatch", true}};
}

Json amended_order(const CallContext& context, const exchange::Amended& amended) {
  const auto& order = amended.order;
  Json told{{"symbol", order.symbol},
            {"orderId", order.id},
            {"orderListId", order.list},
            {"origClientOrderId", amended.amendment.original_client_id},
            {"clientOrderId", order.client_id},
            {"price", fixed(order.price)},
            {"qty", fixed(order.quantity)},
            {"executedQty", fixed(order.executed)},
            {"preventedQty", fixed(order.prevented)},
            {"quoteOrderQty", fixed(order.quote_quantity)},
            {"cumulativeQuoteQty", fixed(order.cumulative_quote)},
            {"status", exchange::to_text(order.status)},
            {"timeInForce", exchange::to_text(order.time_in_force)},
            {"type", exchange::to_text(order.type)},
            {"side", exchange::to_text(order.side)}};
  told["workingTime"] = order.working_since ? context.time(*order.working_since) : -1;
  told["selfTradePreventionMode"] = exchange::to_text(order.self_trade_prevention);
  return {{"transactTime", context.time(context.now)},
          {"executionId", amended.amendment.execution},
          {"amendedOrder", std::move(told)}};
}

}  // namespace atb::binance_simulator
