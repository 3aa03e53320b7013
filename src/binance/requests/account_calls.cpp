#include "binance/requests/account_calls.h"

namespace atb::binance {
namespace {

Call signed_query(std::string_view method, std::string_view path, int weight) {
  return {
      {method, Verb::get, path, method, Security::signed_, weight, 0, false}, Purpose::query, {}};
}

Call symbol_query(std::string_view method, std::string_view path, int weight,
                  std::string_view symbol) {
  Call call = signed_query(method, path, weight);
  call.parameters.text("symbol", symbol);
  return call;
}

}  // namespace

Call account_call() {
  Call call = signed_query("account.status", "/api/v3/account", 20);
  call.parameters.flag("omitZeroBalances", true);
  return call;
}

Call commission_call(std::string_view symbol) {
  return symbol_query("account.commission", "/api/v3/account/commission", 20, symbol);
}

Call open_orders_call(std::string_view symbol) {
  return symbol_query("openOrders.status", "/api/v3/openOrders", 6, symbol);
}

Call order_status_call(std::string_view symbol, const OrderReference& order) {
  Call call = symbol_query("order.status", "/api/v3/order", 4, symbol);
  add_reference(call.parameters, "orderId", "origClientOrderId", order);
  return call;
}

Call all_orders_call(std::string_view symbol, std::optional<std::int64_t> from_order_id,
                     int limit) {
  Call call = symbol_query("allOrders", "/api/v3/allOrders", 20, symbol);
  if (from_order_id) call.parameters.number("orderId", *from_order_id);
  call.parameters.number("limit", limit);
  return call;
}

Call all_orders_between_call(std::string_view symbol, core::Timestamp start, core::Timestamp end,
                             int limit) {
  Call call = symbol_query("allOrders", "/api/v3/allOrders", 20, symbol);
  call.parameters.number("startTime", start.ms());
  call.parameters.number("endTime", end.ms());
  call.parameters.number("limit", limit);
  return call;
}

Call my_trades_call(std::string_view symbol, std::optional<std::int64_t> from_id, int limit) {
  Call call = symbol_query("myTrades", "/api/v3/myTrades", 20, symbol);
  if (from_id) call.parameters.number("fromId", *from_id);
  call.parameters.number("limit", limit);
  return call;
}

Call my_trades_of_order_call(std::string_view symbol, std::int64_t order_id) {
  Call call = symbol_query("myTrades", "/api/v3/myTrades", 5, symbol);
  call.parameters.number("orderId", order_id);
  return call;
}

Call order_count_call() {
  return signed_query("account.rateLimits.orders", "/api/v3/rateLimit/order", 40);
}

Call open_order_lists_call() {
  return signed_query("openOrderLists.status", "/api/v3/openOrderList", 6);
}

Call list_status_call(const OrderReference& list) {
  Call call = signed_query("orderList.status", "/api/v3/orderList", 4);
  add_reference(call.parameters, "orderListId", "origClientOrderId", list);
  return call;
}

}  // namespace atb::binance
