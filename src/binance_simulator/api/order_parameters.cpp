#include "binance_simulator/api/order_parameters.h"

#include <cctype>
#include <limits>

#include <fmt/format.h>

namespace atb::binance_simulator {
namespace {

using core::Int128;
using exchange::OrderType;
using exchange::Outcome;
using exchange::PlaceOrder;
using exchange::refuse;

std::string joined(const std::string& prefix, std::string_view name) {
  std::string text = prefix + std::string{name};
  if (!prefix.empty()) {
    auto& first = text[prefix.size()];
    if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 32);
  }
  return text;
}

Outcome<void> missing(const std::string& name) {
  return refuse(
      -1102,
      fmt::format("Mandatory parameter '{}' was not sent, was empty/null, or malformed.", name));
}

Outcome<std::int64_t> narrow(std::string_view name, Int128 units) {
  if (units <= std::numeric_limits<std::int64_t>::max()) return static_cast<std::int64_t>(units);
  return refuse(-1130, fmt::format("Data sent for parameter '{}' is not valid.", name));
}

template <class Amount>
Outcome<void> read_amount(CallContext& context, const std::string& name, Amount& into) {
  const auto units = context.parameters.optional_decimal(name);
  ATB_ALLOW(units);
  if (!*units) return {};
  if (**units == 0)
    return refuse(-1130, fmt::format("Data sent for parameter '{}' is not valid.", name));
  const auto fits = narrow(name, **units);
  ATB_ALLOW(fits);
  into = Amount::from_units(*fits);
  return {};
}

Outcome<void> read_words(CallContext& context, const OrderNames& names, PlaceOrder& order) {
  auto& parameters = context.parameters;
  const auto side = parameters.text(joined(names.quantity_prefix, "side"));
  ATB_ALLOW(side);
  const auto parsed_side = exchange::parse_side(*side);
  if (!parsed_side) return refuse(-1117, "Invalid side.");
  order.side = *parsed_side;
  const auto type = parameters.text(joined(names.prefix, "type"));
  ATB_ALLOW(type);
  const auto parsed_type = exchange::parse_order_type(*type);
  if (!parsed_type) return refuse(-1116, "Invalid orderType.");
  order.type = *parsed_type;
  return {};
}

Outcome<void> read_time_in_force(CallContext& context, const OrderNames& names, PlaceOrder& order) {
  const auto name = joined(names.prefix, "timeInForce");
  const bool takes = exchange::has_price(order.type) && order.type != OrderType::limit_maker;
  if (!takes) {
    if (context.parameters.has(name))
      return refuse(-1106, fmt::format("Parameter '{}' sent when not required.", name));
    return {};
  }
  const auto word = context.parameters.text(name);
  ATB_ALLOW(word);
  const auto parsed = exchange::parse_time_in_force(*word);
  if (!parsed) return refuse(-1115, "Invalid timeInForce.");
  order.time_in_force = *parsed;
  return {};
}

/// Each amount is there where the type needs it, and only there.
Outcome<void> check_amounts(const CallContext& context, const OrderNames& names,
                            const PlaceOrder& order) {
  const auto unwanted = [&](const std::string& name, bool takes) -> Outcome<void> {
    if (takes || !context.parameters.has(name)) return {};
    return refuse(-1106, fmt::format("Parameter '{}' sent when not required.", name));
  };
  const auto price = joined(names.prefix, "price");
  const auto stop = joined(names.prefix, "stopPrice");
  const bool conditional = exchange::is_conditional(order.type);
  ATB_ALLOW(unwanted(price, exchange::has_price(order.type)));
  ATB_ALLOW(unwanted(stop, conditional));
  ATB_ALLOW(unwanted(joined(names.prefix, "trailingDelta"), conditional));
  if (exchange::has_price(order.type) && order.price.is_zero()) return missing(price);
  if (conditional && order.stop_price.is_zero() && order.trailing_delta == 0) return missing(stop);
  const bool by_quote = order.type == OrderType::market && !order.quote_quantity.is_zero();
  if (by_quote && !order.quantity.is_zero())
    return refuse(-1128, "Combination of optional parameters invalid.");
  if (names.has_quantity && order.quantity.is_zero() && !by_quote)
    return missing(joined(names.quantity_prefix, "quantity"));
  const bool may_hide =
      exchange::has_price(order.type) && order.time_in_force == exchange::TimeInForce::gtc;
  if (!order.iceberg.is_zero() && !may_hide)
    return refuse(-1106, fmt::format("Parameter '{}' sent when not required.",
                                     joined(names.prefix, "icebergQty")));
  return {};
}

Outcome<void> read_extras(CallContext& context, const OrderNames& names, PlaceOrder& order) {
  auto& parameters = context.parameters;
  const auto mode = parameters.optional_text("selfTradePreventionMode");
  ATB_ALLOW(mode);
  if (*mode) {
    order.self_trade_prevention = exchange::parse_self_trade_prevention(**mode);
    if (!order.self_trade_prevention)
      return refuse(-1130, "Data sent for parameter 'selfTradePreventionMode' is not valid.");
  }
  const auto id = parameters.optional_number(joined(names.prefix, "strategyId"));
  ATB_ALLOW(id);
  order.strategy_id = *id;
  const auto type = parameters.optional_number(joined(names.prefix, "strategyType"));
  ATB_ALLOW(type);
  constexpr std::int64_t kStrategiesFrom = 1'000'000;
  if (*type && **type < kStrategiesFrom)
    return refuse(-1130, "Data sent for parameter 'strategyType' is not valid.");
  order.strategy_type = *type;
  return {};
}

}  // namespace

Outcome<PlaceOrder> read_order(CallContext& context, const OrderNames& names) {
  auto& parameters = context.parameters;
  PlaceOrder order;
  order.account = context.account;
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  order.symbol = *symbol;
  ATB_ALLOW(read_words(context, names, order));
  ATB_ALLOW(read_time_in_force(context, names, order));
  if (names.has_quantity)
    ATB_ALLOW(read_amount(context, joined(names.quantity_prefix, "quantity"), order.quantity));
  if (names.prefix.empty()) ATB_ALLOW(read_amount(context, "quoteOrderQty", order.quote_quantity));
  ATB_ALLOW(read_amount(context, joined(names.prefix, "price"), order.price));
  ATB_ALLOW(read_amount(context, joined(names.prefix, "stopPrice"), order.stop_price));
  ATB_ALLOW(read_amount(context, joined(names.prefix, "icebergQty"), order.iceberg));
  const auto delta = parameters.optional_number(joined(names.prefix, "trailingDelta"));
  ATB_ALLOW(delta);
  order.trailing_delta = delta->value_or(0);
  const auto client_id = parameters.client_id(names.client_id);
  ATB_ALLOW(client_id);
  order.client_id = *client_id;
  ATB_ALLOW(read_extras(context, names, order));
  ATB_ALLOW(check_amounts(context, names, order));
  return order;
}

Outcome<std::string> response_type(CallContext& context, OrderType type) {
  const auto asked = context.parameters.optional_text("newOrderRespType");
  ATB_ALLOW(asked);
  if (!*asked)
    return std::string{type == OrderType::market || type == OrderType::limit ? "FULL" : "ACK"};
  if (**asked != "ACK" && **asked != "RESULT" && **asked != "FULL")
    return refuse(-1130, "Data sent for parameter 'newOrderRespType' is not valid.");
  return **asked;
}

Outcome<std::string> read_symbol(CallContext& context) {
  auto symbol = context.parameters.text("symbol");
  ATB_ALLOW(symbol);
  if (context.world.exchange.market(*symbol) == nullptr) return refuse(-1121, "Invalid symbol.");
  return std::move(*symbol);
}

Outcome<exchange::OrderKey> read_key(CallContext& context, std::string_view id_name,
                                     std::string_view client_name) {
  exchange::OrderKey key;
  key.account = context.account;
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  key.symbol = *symbol;
  const auto id = context.parameters.optional_number(id_name);
  ATB_ALLOW(id);
  key.id = *id;
  const auto client = context.parameters.optional_text(client_name);
  ATB_ALLOW(client);
  key.client_id = client->value_or("");
  if (!key.id && key.client_id.empty())
    return refuse(-1102, fmt::format("Param '{}' or '{}' must be sent, but both were empty/null!",
                                     client_name, id_name));
  return key;
}

}  // namespace atb::binance_simulator
