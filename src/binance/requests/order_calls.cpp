#include "binance/requests/order_calls.h"

#include <fmt/format.h>

namespace atb::binance {
namespace {

tl::unexpected<core::Error> malformed(OrderType type, std::string_view what) {
  return core::fail(core::ErrorKind::internal, "binance.order_malformed",
                    fmt::format("{} order: {}", name_of(type), what));
}

bool takes_price(OrderType type) noexcept {
  return type == OrderType::limit || type == OrderType::limit_maker ||
         type == OrderType::stop_loss_limit || type == OrderType::take_profit_limit;
}

bool takes_time_in_force(OrderType type) noexcept {
  return takes_price(type) && type != OrderType::limit_maker;
}

core::Result<void> check_amounts(const NewOrder& order) {
  const bool by_quote = order.type == OrderType::market && !order.quote_quantity.is_zero();
  if (by_quote ? !order.quantity.is_zero() : !order.quote_quantity.is_zero())
    return malformed(order.type, "takes either a quantity or, at market, an amount to spend");
  if (by_quote ? !order.quote_quantity.is_positive() : !order.quantity.is_positive())
    return malformed(order.type, "needs a quantity above zero");
  if (takes_price(order.type) ? !order.price.is_positive() : !order.price.is_zero())
    return malformed(order.type, "has no price, or one that it does not take");
  return {};
}

Call changing(std::string_view method, Verb verb, std::string_view path, int weight, int orders,
              Purpose purpose) {
  return {{method, verb, path, method, Security::signed_, weight, orders, true}, purpose, {}};
}

}  // namespace

core::Result<void> check_order(const NewOrder& order) {
  ATB_TRY(check_client_order_id(order.client_order_id));
  if (order.symbol.empty()) return malformed(order.type, "names no symbol");
  ATB_TRY(check_amounts(order));
  const bool triggered = order.stop_price.is_positive() || order.trailing_delta > 0;
  if (order.stop_price.is_negative() || order.trailing_delta < 0 ||
      triggered != is_conditional(order.type))
    return malformed(order.type, "has no trigger, or one that it does not take");
  if (order.iceberg_quantity.is_zero()) return {};
  const bool may_hide = takes_price(order.type) && order.time_in_force == TimeInForce::gtc;
  if (!may_hide || order.iceberg_quantity.is_negative())
    return malformed(order.type, "cannot be an iceberg");
  return {};
}

void add_order(Parameters& parameters, const NewOrder& order) {
  parameters.text("symbol", order.symbol);
  parameters.text("side", name_of(order.side));
  parameters.text("type", name_of(order.type));
  if (takes_time_in_force(order.type)) parameters.text("timeInForce", name_of(order.time_in_force));
  if (!order.quantity.is_zero()) parameters.decimal("quantity", order.quantity);
  if (!order.quote_quantity.is_zero()) parameters.decimal("quoteOrderQty", order.quote_quantity);
  if (!order.price.is_zero()) parameters.decimal("price", order.price);
  parameters.text("newClientOrderId", order.client_order_id);
  if (!order.stop_price.is_zero()) parameters.decimal("stopPrice", order.stop_price);
  if (order.trailing_delta > 0) parameters.number("trailingDelta", order.trailing_delta);
  if (!order.iceberg_quantity.is_zero()) parameters.decimal("icebergQty", order.iceberg_quantity);
  parameters.text("newOrderRespType", "FULL");
  if (order.self_trade_prevention)
    parameters.text("selfTradePreventionMode", name_of(*order.self_trade_prevention));
}

core::Result<Call> place_order_call(const NewOrder& order, Purpose purpose) {
  ATB_TRY(check_order(order));
  Call call = changing("order.place", Verb::post, "/api/v3/order", 1, 1, purpose);
  add_order(call.parameters, order);
  return call;
}

core::Result<Call> test_order_call(const NewOrder& order) {
  ATB_TRY(check_order(order));
  Call call = changing("order.test", Verb::post, "/api/v3/order/test", 1, 0, Purpose::query);
  call.operation.changes = false;
  add_order(call.parameters, order);
  return call;
}

Call cancel_order_call(std::string_view symbol, const OrderReference& order,
                       std::string_view cancel_id, CancelOnly only) {
  Call call = changing("order.cancel", Verb::remove, "/api/v3/order", 1, 0, Purpose::protect);
  call.parameters.text("symbol", symbol);
  add_reference(call.parameters, "orderId", "origClientOrderId", order);
  if (!cancel_id.empty()) call.parameters.text("newClientOrderId", cancel_id);
  if (only != CancelOnly::any)
    call.parameters.text("cancelRestrictions",
                         only == CancelOnly::still_new ? "ONLY_NEW" : "ONLY_PARTIALLY_FILLED");
  return call;
}

Call cancel_all_call(std::string_view symbol) {
  Call call =
      changing("openOrders.cancelAll", Verb::remove, "/api/v3/openOrders", 1, 0, Purpose::protect);
  call.parameters.text("symbol", symbol);
  return call;
}

core::Result<Call> replace_order_call(const OrderReference& old, const NewOrder& order,
                                      bool go_on_after_failure, Purpose purpose) {
  ATB_TRY(check_order(order));
  Call call =
      changing("order.cancelReplace", Verb::post, "/api/v3/order/cancelReplace", 1, 1, purpose);
  add_order(call.parameters, order);
  call.parameters.text("cancelReplaceMode",
                       go_on_after_failure ? "ALLOW_FAILURE" : "STOP_ON_FAILURE");
  add_reference(call.parameters, "cancelOrderId", "cancelOrigClientOrderId", old);
  return call;
}

core::Result<Call> amend_order_call(std::string_view symbol, const OrderReference& order,
                                    core::Quantity new_quantity,
                                    std::string_view new_client_order_id) {
  if (!new_quantity.is_positive())
    return core::fail(core::ErrorKind::internal, "binance.order_malformed",
                      "an order cannot be amended to nothing", "Cancel it instead.");
  if (!new_client_order_id.empty()) ATB_TRY(check_client_order_id(new_client_order_id));
  Call call = changing("order.amend.keepPriority", Verb::put, "/api/v3/order/amend/keepPriority", 4,
                       0, Purpose::trade);
  call.parameters.text("symbol", symbol);
  add_reference(call.parameters, "orderId", "origClientOrderId", order);
  call.parameters.decimal("newQty", new_quantity);
  if (!new_client_order_id.empty()) call.parameters.text("newClientOrderId", new_client_order_id);
  return call;
}

}  // namespace atb::binance
