#include "binance_simulator/api/list_calls.h"

#include <fmt/format.h>

#include "binance_simulator/api/order_json.h"
#include "binance_simulator/api/order_parameters.h"

namespace atb::binance_simulator {
namespace {

using exchange::ListKind;
using exchange::Outcome;
using exchange::refuse;

Answer<Json> place(CallContext& context, ListKind kind, const std::vector<OrderNames>& legs) {
  exchange::PlaceList request;
  request.kind = kind;
  for (const auto& leg : legs) {
    auto order = read_order(context, leg);
    ATB_ALLOW(order);
    request.orders.push_back(std::move(*order));
  }
  const auto id = context.parameters.client_id("listClientOrderId");
  ATB_ALLOW(id);
  request.list_client_id = *id;
  ATB_ALLOW(context.parameters.optional_text("newOrderRespType"));
  ATB_ALLOW(context.parameters.all_read());
  const auto placed = context.world.exchange.place_list(request, context.now, context.events);
  ATB_ALLOW(placed);
  return order_list(context, *placed, ListReports::placed);
}

OrderNames leg(const std::string& prefix, const std::string& quantity_prefix,
               bool has_quantity = true) {
  return {prefix, quantity_prefix, prefix + "ClientOrderId", has_quantity};
}

/// The list that the call names, of any pair.
Outcome<const exchange::OrderList*> find(CallContext& context, std::string_view id_name,
                                         std::string_view client_name) {
  const auto id = context.parameters.optional_number(id_name);
  ATB_ALLOW(id);
  const auto client = context.parameters.optional_text(client_name);
  ATB_ALLOW(client);
  if (!*id && !*client)
    return refuse(-1102, fmt::format("Param '{}' or '{}' must be sent, but both were empty/null!",
                                     client_name, id_name));
  const exchange::ListKey key{context.account, *id, client->value_or("")};
  for (const auto& symbol : context.world.exchange.symbols())
    if (const auto* const list = context.world.exchange.find_list(symbol, key)) return list;
  return nullptr;
}

Json lists_of(const CallContext& context, bool open_only) {
  auto all = Json::array();
  for (const auto& symbol : context.world.exchange.symbols())
    for (const auto& list : context.world.exchange.market(symbol)->record.lists)
      if (list.account == context.account && !(open_only && list.is_done()))
        all.push_back(order_list(context, list, ListReports::none));
  return all;
}

}  // namespace

Answer<Json> place_oco(CallContext& context) {
  return place(context, ListKind::oco, {leg("above", ""), leg("below", "")});
}

Answer<Json> place_old_oco(CallContext& context) {
  auto& parameters = context.parameters;
  exchange::PlaceOrder limit;
  limit.account = context.account;
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  limit.symbol = *symbol;
  const auto word = parameters.text("side");
  ATB_ALLOW(word);
  const auto side = exchange::parse_side(*word);
  if (!side) return tl::unexpected<ApiError>(exchange::Refusal{-1117, "Invalid side."});
  limit.side = *side;
  const auto amount = [&](const char* name) -> Outcome<std::int64_t> {
    const auto units = parameters.optional_decimal(name);
    ATB_ALLOW(units);
    return static_cast<std::int64_t>(std::min<core::Int128>(units->value_or(0), INT64_MAX));
  };
  const auto quantity = amount("quantity");
  ATB_ALLOW(quantity);
  const auto price = amount("price");
  ATB_ALLOW(price);
  const auto trigger = amount("stopPrice");
  ATB_ALLOW(trigger);
  const auto stop_limit = amount("stopLimitPrice");
  ATB_ALLOW(stop_limit);
  if (*quantity <= 0 || *price <= 0 || *trigger <= 0)
    return tl::unexpected<ApiError>(exchange::Refusal{
        -1102, "Mandatory parameter 'quantity' was not sent, was empty/null, or malformed."});
  limit.quantity = core::Quantity::from_units(*quantity);
  auto stop = limit;
  limit.type = exchange::OrderType::limit_maker;
  limit.price = core::Price::from_units(*price);
  stop.type =
      *stop_limit > 0 ? exchange::OrderType::stop_loss_limit : exchange::OrderType::stop_loss;
  stop.price = core::Price::from_units(*stop_limit);
  stop.stop_price = core::Price::from_units(*trigger);
  const auto time = parameters.optional_text("stopLimitTimeInForce");
  ATB_ALLOW(time);
  stop.time_in_force =
      exchange::parse_time_in_force(time->value_or("GTC")).value_or(exchange::TimeInForce::gtc);
  for (const auto& [name, order] :
       {std::pair{"limitClientOrderId", &limit}, std::pair{"stopClientOrderId", &stop}}) {
    const auto id = parameters.client_id(name);
    ATB_ALLOW(id);
    order->client_id = *id;
  }
  const auto list_id = parameters.client_id("listClientOrderId");
  ATB_ALLOW(list_id);
  ATB_ALLOW(parameters.optional_text("newOrderRespType"));
  ATB_ALLOW(parameters.all_read());
  exchange::PlaceList request{ListKind::oco, *list_id, {}};
  request.orders =
      limit.side == exchange::Side::sell ? std::vector{limit, stop} : std::vector{stop, limit};
  const auto placed = context.world.exchange.place_list(request, context.now, context.events);
  ATB_ALLOW(placed);
  return order_list(context, *placed, ListReports::placed);
}

Answer<Json> place_oto(CallContext& context) {
  return place(context, ListKind::oto, {leg("working", "working"), leg("pending", "pending")});
}

Answer<Json> place_otoco(CallContext& context) {
  return place(
      context, ListKind::otoco,
      {leg("working", "working"), leg("pendingAbove", "pending"), leg("pendingBelow", "pending")});
}

Answer<Json> place_opo(CallContext& context) {
  return place(context, ListKind::opo,
               {leg("working", "working"), leg("pending", "pending", false)});
}

Answer<Json> place_opoco(CallContext& context) {
  return place(context, ListKind::opoco,
               {leg("working", "working"), leg("pendingAbove", "pending", false),
                leg("pendingBelow", "pending", false)});
}

Answer<Json> cancel_order_list(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto list = find(context, "orderListId", "listClientOrderId");
  ATB_ALLOW(list);
  const auto new_id = context.parameters.client_id("newClientOrderId");
  ATB_ALLOW(new_id);
  ATB_ALLOW(context.parameters.all_read());
  if (*list == nullptr)
    return tl::unexpected<ApiError>(exchange::Refusal{-2011, "Unknown order sent."});
  const auto done = context.world.exchange.cancel_list(*symbol, {context.account, (*list)->id, ""},
                                                       *new_id, context.now, context.events);
  ATB_ALLOW(done);
  return order_list(context, done->lists.front(), ListReports::cancelled);
}

Answer<Json> query_order_list(CallContext& context) {
  const auto list = find(context, "orderListId", "origClientOrderId");
  ATB_ALLOW(list);
  ATB_ALLOW(context.parameters.all_read());
  if (*list == nullptr)
    return tl::unexpected<ApiError>(exchange::Refusal{-2018, "Order list does not exist."});
  return order_list(context, **list, ListReports::none);
}

Answer<Json> open_order_lists(CallContext& context) {
  ATB_ALLOW(context.parameters.all_read());
  return lists_of(context, true);
}

Answer<Json> all_order_lists(CallContext& context) {
  ATB_ALLOW(context.parameters.optional_number("fromId"));
  ATB_ALLOW(context.parameters.optional_time("startTime"));
  ATB_ALLOW(context.parameters.optional_time("endTime"));
  ATB_ALLOW(context.parameters.limit("limit", 500, 1'000));
  ATB_ALLOW(context.parameters.all_read());
  return lists_of(context, false);
}

}  // namespace atb::binance_simulator
