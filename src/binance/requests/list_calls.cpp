#include "binance/requests/list_calls.h"

#include <array>

namespace atb::binance {
namespace {

/// The names of one leg's parameters: literals, because `Parameters` keeps views of them.
struct LegNames {
  std::string_view type, id, price, stop, delta, time;
};
constexpr LegNames kAbove{"aboveType",      "aboveClientOrderId", "abovePrice",
                          "aboveStopPrice", "aboveTrailingDelta", "aboveTimeInForce"};
constexpr LegNames kBelow{"belowType",      "belowClientOrderId", "belowPrice",
                          "belowStopPrice", "belowTrailingDelta", "belowTimeInForce"};
constexpr LegNames kPendingAbove{"pendingAboveType",          "pendingAboveClientOrderId",
                                 "pendingAbovePrice",         "pendingAboveStopPrice",
                                 "pendingAboveTrailingDelta", "pendingAboveTimeInForce"};
constexpr LegNames kPendingBelow{"pendingBelowType",          "pendingBelowClientOrderId",
                                 "pendingBelowPrice",         "pendingBelowStopPrice",
                                 "pendingBelowTrailingDelta", "pendingBelowTimeInForce"};
constexpr LegNames kWorking{"workingType",       "workingClientOrderId", "workingPrice", "", "",
                            "workingTimeInForce"};
constexpr LegNames kPending{"pendingType",      "pendingClientOrderId", "pendingPrice",
                            "pendingStopPrice", "pendingTrailingDelta", "pendingTimeInForce"};

NewOrder as_order(const ListLeg& leg, std::string_view symbol, Side side, core::Quantity quantity) {
  NewOrder order;
  order.symbol = symbol;
  order.side = side;
  order.type = leg.type;
  order.client_order_id = leg.client_order_id;
  order.quantity = quantity;
  order.price = leg.price;
  order.stop_price = leg.stop_price;
  order.trailing_delta = leg.trailing_delta;
  order.time_in_force = leg.time_in_force;
  return order;
}

void add_leg(Parameters& parameters, const LegNames& names, const NewOrder& order) {
  parameters.text(names.type, name_of(order.type));
  parameters.text(names.id, order.client_order_id);
  if (!order.price.is_zero()) parameters.decimal(names.price, order.price);
  if (!order.stop_price.is_zero()) parameters.decimal(names.stop, order.stop_price);
  if (order.trailing_delta > 0) parameters.number(names.delta, order.trailing_delta);
  if (!order.price.is_zero() && order.type != OrderType::limit_maker)
    parameters.text(names.time, name_of(order.time_in_force));
}

tl::unexpected<core::Error> malformed(const char* what) {
  return core::fail(core::ErrorKind::internal, "binance.order_malformed",
                    std::string{"order list: "} + what);
}

/// One leg takes profit, the other stops the loss: Binance refuses other pairs (-1168).
core::Result<void> check_pair(const NewOrder& above, const NewOrder& below) {
  const auto stops = [](OrderType type) {
    return type == OrderType::stop_loss || type == OrderType::stop_loss_limit;
  };
  const auto profits = [](OrderType type) {
    return type == OrderType::limit_maker || type == OrderType::take_profit ||
           type == OrderType::take_profit_limit;
  };
  ATB_TRY(check_order(above));
  ATB_TRY(check_order(below));
  if ((stops(above.type) && profits(below.type)) || (profits(above.type) && stops(below.type)))
    return {};
  return malformed("one leg must take profit and the other stop the loss");
}

core::Result<void> check_working(const NewOrder& working) {
  ATB_TRY(check_order(working));
  if (working.type == OrderType::limit || working.type == OrderType::limit_maker) return {};
  return malformed("the first order must be LIMIT or LIMIT_MAKER");
}

Call list_call(std::string_view method, std::string_view path, int orders, Purpose purpose,
               std::string_view symbol, std::string_view list_id) {
  Call call{{method, Verb::post, path, method, Security::signed_, 1, orders, true}, purpose, {}};
  call.parameters.text("symbol", symbol);
  call.parameters.text("listClientOrderId", list_id);
  call.parameters.text("newOrderRespType", "FULL");
  return call;
}

void add_working(Parameters& parameters, const NewOrder& working) {
  parameters.text("workingSide", name_of(working.side));
  parameters.decimal("workingQuantity", working.quantity);
  add_leg(parameters, kWorking, working);
}

}  // namespace

core::Result<Call> place_oco_call(const NewOco& list, Purpose purpose) {
  ATB_TRY(check_client_order_id(list.list_id));
  const auto above = as_order(list.above, list.symbol, list.side, list.quantity);
  const auto below = as_order(list.below, list.symbol, list.side, list.quantity);
  ATB_TRY(check_pair(above, below));
  Call call = list_call("orderList.place.oco", "/api/v3/orderList/oco", 2, purpose, list.symbol,
                        list.list_id);
  call.parameters.text("side", name_of(list.side));
  call.parameters.decimal("quantity", list.quantity);
  add_leg(call.parameters, kAbove, above);
  add_leg(call.parameters, kBelow, below);
  return call;
}

core::Result<Call> place_oto_call(const NewOto& list, Purpose purpose) {
  ATB_TRY(check_client_order_id(list.list_id));
  ATB_TRY(check_working(list.working));
  ATB_TRY(check_order(list.pending));
  if (list.pending.symbol != list.working.symbol) return malformed("names two symbols");
  if (!list.pending.quote_quantity.is_zero()) return malformed("needs a quantity for its second");
  Call call = list_call("orderList.place.oto", "/api/v3/orderList/oto", 2, purpose,
                        list.working.symbol, list.list_id);
  add_working(call.parameters, list.working);
  call.parameters.text("pendingSide", name_of(list.pending.side));
  call.parameters.decimal("pendingQuantity", list.pending.quantity);
  add_leg(call.parameters, kPending, list.pending);
  return call;
}

core::Result<Call> place_otoco_call(const NewOtoco& list, Purpose purpose) {
  ATB_TRY(check_client_order_id(list.list_id));
  ATB_TRY(check_working(list.working));
  const auto& symbol = list.working.symbol;
  const auto above = as_order(list.above, symbol, list.pending_side, list.pending_quantity);
  const auto below = as_order(list.below, symbol, list.pending_side, list.pending_quantity);
  ATB_TRY(check_pair(above, below));
  Call call = list_call("orderList.place.otoco", "/api/v3/orderList/otoco", 3, purpose, symbol,
                        list.list_id);
  add_working(call.parameters, list.working);
  call.parameters.text("pendingSide", name_of(list.pending_side));
  call.parameters.decimal("pendingQuantity", list.pending_quantity);
  add_leg(call.parameters, kPendingAbove, above);
  add_leg(call.parameters, kPendingBelow, below);
  return call;
}

Call cancel_list_call(std::string_view symbol, const OrderReference& list) {
  Call call{{"orderList.cancel", Verb::remove, "/api/v3/orderList", "orderList.cancel",
             Security::signed_, 1, 0, true},
            Purpose::protect,
            {}};
  call.parameters.text("symbol", symbol);
  add_reference(call.parameters, "orderListId", "listClientOrderId", list);
  return call;
}

}  // namespace atb::binance
