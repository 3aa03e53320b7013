#include "binance_simulator/api/order_calls.h"

#include "binance_simulator/api/commission_json.h"
#include "binance_simulator/api/order_json.h"
#include "binance_simulator/api/order_parameters.h"

namespace atb::binance_simulator {
namespace {

using exchange::Outcome;
using exchange::refuse;

const OrderNames kPlain{"", "", "newClientOrderId", true};

Json error_json(const exchange::Refusal& refusal) {
  return {{"code", refusal.code}, {"msg", refusal.message}};
}

Outcome<exchange::CancelOrder> read_cancel(CallContext& context, std::string_view id_name,
                                           std::string_view client_name,
                                           std::string_view new_name) {
  exchange::CancelOrder cancel;
  const auto key = read_key(context, id_name, client_name);
  ATB_ALLOW(key);
  cancel.key = *key;
  const auto new_id = context.parameters.client_id(new_name);
  ATB_ALLOW(new_id);
  cancel.new_client_id = *new_id;
  const auto only = context.parameters.optional_text("cancelRestrictions");
  ATB_ALLOW(only);
  if (!*only) return cancel;
  if (**only == "ONLY_NEW")
    cancel.restriction = exchange::CancelRestriction::only_new;
  else if (**only == "ONLY_PARTIALLY_FILLED")
    cancel.restriction = exchange::CancelRestriction::only_partially_filled;
  else
    return refuse(-1145, "Invalid cancelRestrictions");
  return cancel;
}

Json cancel_report(const CallContext& context, const exchange::Cancelled& done) {
  if (!done.lists.empty()) return order_list(context, done.lists.front(), ListReports::cancelled);
  return cancelled_order(context, done.orders.front());
}

/// One half of a cancelReplace.
struct Half {
  const char* result = "NOT_ATTEMPTED";
  Json response;  ///< null: not attempted
};

Half failed(const exchange::Refusal& refusal) {
  return {"FAILURE", error_json(refusal)};
}

Answer<Json> replaced(Half cancel, Half order) {
  const std::string_view first{cancel.result};
  const std::string_view second{order.result};
  Json both{{"cancelResult", cancel.result},
            {"newOrderResult", order.result},
            {"cancelResponse", std::move(cancel.response)},
            {"newOrderResponse", std::move(order.response)}};
  if (first == "SUCCESS" && second == "SUCCESS") return both;
  const bool none = first != "SUCCESS" && second != "SUCCESS";
  ApiError error{none ? exchange::Refusal{-2022, "Order cancel-replace failed."}
                      : exchange::Refusal{-2021, "Order cancel-replace partially failed."}};
  error.data = std::move(both);
  return tl::unexpected<ApiError>(std::move(error));
}

}  // namespace

Answer<Json> place_order(CallContext& context) {
  const auto request = read_order(context, kPlain);
  ATB_ALLOW(request);
  const auto type = response_type(context, request->type);
  ATB_ALLOW(type);
  ATB_ALLOW(context.parameters.all_read());
  const auto placed = context.world.exchange.place(*request, context.now, context.events);
  ATB_ALLOW(placed);
  return placed_order(context, *placed, *type);
}

Answer<Json> test_order(CallContext& context) {
  const auto request = read_order(context, kPlain);
  ATB_ALLOW(request);
  ATB_ALLOW(response_type(context, request->type));
  const auto rates = context.parameters.optional_flag("computeCommissionRates");
  ATB_ALLOW(rates);
  ATB_ALLOW(context.parameters.all_read());
  ATB_ALLOW(context.world.exchange.check(*request, context.now));
  if (!rates->value_or(false)) return Json::object();
  return order_commissions(context.world.exchange.terms(context.account));
}

Answer<Json> cancel_order(CallContext& context) {
  const auto request = read_cancel(context, "orderId", "origClientOrderId", "newClientOrderId");
  ATB_ALLOW(request);
  ATB_ALLOW(context.parameters.all_read());
  const auto done = context.world.exchange.cancel(*request, context.now, context.events);
  ATB_ALLOW(done);
  return cancel_report(context, *done);
}

Answer<Json> cancel_open_orders(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  ATB_ALLOW(context.parameters.all_read());
  const auto done =
      context.world.exchange.cancel_all(context.account, *symbol, context.now, context.events);
  ATB_ALLOW(done);
  auto reports = Json::array();
  for (const auto& order : done->orders)
    if (order.list < 0) reports.push_back(cancelled_order(context, order));
  for (const auto& list : done->lists)
    reports.push_back(order_list(context, list, ListReports::cancelled));
  return reports;
}

Answer<Json> replace_order(CallContext& context) {
  const auto request = read_order(context, kPlain);
  ATB_ALLOW(request);
  const auto type = response_type(context, request->type);
  ATB_ALLOW(type);
  const auto mode = context.parameters.text("cancelReplaceMode");
  ATB_ALLOW(mode);
  if (*mode != "STOP_ON_FAILURE" && *mode != "ALLOW_FAILURE")
    return tl::unexpected<ApiError>(
        exchange::Refusal{-1130, "Data sent for parameter 'cancelReplaceMode' is not valid."});
  ATB_ALLOW(context.parameters.optional_text("orderRateLimitExceededMode"));
  const auto cancel =
      read_cancel(context, "cancelOrderId", "cancelOrigClientOrderId", "cancelNewClientOrderId");
  ATB_ALLOW(cancel);
  ATB_ALLOW(context.parameters.all_read());
  auto& engine = context.world.exchange;
  const auto cancelled = engine.cancel(*cancel, context.now, context.events);
  const Half first =
      cancelled ? Half{"SUCCESS", cancel_report(context, *cancelled)} : failed(cancelled.error());
  if (!cancelled && *mode == "STOP_ON_FAILURE") return replaced(first, {});
  const auto placed = engine.place(*request, context.now, context.events);
  return replaced(first, placed ? Half{"SUCCESS", placed_order(context, *placed, *type)}
                                : failed(placed.error()));
}

Answer<Json> amend_order(CallContext& context) {
  exchange::AmendOrder request;
  const auto key = read_key(context, "orderId", "origClientOrderId");
  ATB_ALLOW(key);
  request.key = *key;
  const auto quantity = context.parameters.optional_decimal("newQty");
  ATB_ALLOW(quantity);
  if (!*quantity || **quantity <= 0 || **quantity > INT64_MAX)
    return tl::unexpected<ApiError>(exchange::Refusal{
        -1102, "Mandatory parameter 'newQty' was not sent, was empty/null, or malformed."});
  request.quantity = core::Quantity::from_units(static_cast<std::int64_t>(**quantity));
  const auto new_id = context.parameters.client_id("newClientOrderId");
  ATB_ALLOW(new_id);
  request.new_client_id = *new_id;
  ATB_ALLOW(context.parameters.all_read());
  const auto amended = context.world.exchange.amend(request, context.now, context.events);
  ATB_ALLOW(amended);
  return amended_order(context, *amended);
}

}  // namespace atb::binance_simulator
