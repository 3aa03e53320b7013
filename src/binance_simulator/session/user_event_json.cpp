#include "binance_simulator/session/user_event_json.h"

#include "core/overloaded.h"

namespace atb::binance_simulator {
namespace {

using exchange::ExecutionReport;

/// In CANCELED events c is the request's id and C the order's own; in REPLACED c the new, C the
/// old.
void add_ids(Json& json, const ExecutionReport& report) {
  const bool renamed = report.type == exchange::ExecutionType::canceled ||
                       report.type == exchange::ExecutionType::replaced;
  json["s"] = report.order.symbol;
  json["c"] = report.order.client_id;
  json["S"] = exchange::to_text(report.order.side);
  json["o"] = exchange::to_text(report.order.type);
  json["f"] = exchange::to_text(report.order.time_in_force);
  json["q"] = fixed(report.order.quantity);
  json["p"] = fixed(report.order.price);
  json["P"] = fixed(report.order.stop_price);
  json["F"] = fixed(report.order.iceberg);
  json["g"] = report.order.list;
  json["C"] = renamed ? report.order.original_client_id : std::string{};
}

void add_trade(Json& json, const ExecutionReport& report) {
  const auto trade = report.trade.value_or(exchange::AccountTrade{});
  json["l"] = fixed(trade.quantity);
  json["z"] = fixed(report.order.executed);
  json["L"] = fixed(trade.price);
  json["n"] = report.trade ? fixed(trade.commission) : std::string{"0"};
  json["N"] = report.trade ? Json(trade.commission_asset) : Json(nullptr);
}

void add_optional(Json& json, const ExecutionReport& report, TimeUnit unit) {
  const auto& order = report.order;
  if (order.trailing_delta > 0) {
    json["d"] = order.trailing_delta;
    if (order.trailing_since) json["D"] = number_of(*order.trailing_since, unit);
  }
  if (order.strategy_id) json["j"] = *order.strategy_id;
  if (order.strategy_type) json["J"] = *order.strategy_type;
  if (order.working_since) json["W"] = number_of(*order.working_since, unit);
  if (report.prevention) {
    json["v"] = report.prevention->id;
    json["A"] = fixed(report.prevention->prevented);
    json["B"] = fixed(report.prevention->prevented);
    json["u"] = 1;
  }
  if (order.prevented.is_positive()) json["pl"] = fixed(order.prevented);
  if (order.expiry != exchange::ExpiryReason::none) json["eR"] = exchange::to_text(order.expiry);
}

Json execution(const ExecutionReport& report, TimeUnit unit) {
  const auto& order = report.order;
  Json json{{"e", "executionReport"}, {"E", number_of(report.time, unit)}};
  add_ids(json, report);
  json["x"] = exchange::to_text(report.type);
  json["X"] = exchange::to_text(order.status);
  json["r"] = "NONE";
  json["i"] = order.id;
  add_trade(json, report);
  json["T"] = number_of(report.time, unit);
  json["t"] = report.trade ? report.trade->id : -1;
  json["I"] = report.execution;
  json["w"] = order.is_working() && !order.shown.is_zero();
  json["m"] = report.trade && report.trade->is_maker;
  json["M"] = false;
  json["O"] = number_of(order.created, unit);
  json["Z"] = fixed(order.cumulative_quote);
  json["Y"] = fixed(report.trade ? report.trade->quote : core::Money{});
  json["Q"] = fixed(order.quote_quantity);
  json["V"] = exchange::to_text(order.self_trade_prevention);
  add_optional(json, report, unit);
  return json;
}

Json position(const exchange::AccountPosition& told, TimeUnit unit) {
  auto balances = Json::array();
  for (const auto& balance : told.balances)
    balances.push_back(
        {{"a", balance.asset}, {"f", fixed(balance.free)}, {"l", fixed(balance.locked)}});
  return {{"e", "outboundAccountPosition"},
          {"E", number_of(told.time, unit)},
          {"u", number_of(told.time, unit)},
          {"B", std::move(balances)}};
}

Json list_status(const exchange::ListStatus& told, TimeUnit unit) {
  auto orders = Json::array();
  for (const auto& order : told.orders)
    orders.push_back({{"s", order.symbol}, {"i", order.id}, {"c", order.client_id}});
  return {{"e", "listStatus"},
          {"E", number_of(told.time, unit)},
          {"s", told.list.symbol},
          {"g", told.list.id},
          {"c", exchange::to_text(told.list.contingency())},
          {"l", exchange::to_text(told.list.status)},
          {"L", told.list.is_done() ? "ALL_DONE" : "EXECUTING"},
          {"r", "NONE"},
          {"C", told.list.client_id},
          {"T", number_of(told.time, unit)},
          {"O", std::move(orders)}};
}

}  // namespace

std::optional<UserEvent> user_event(const exchange::ExchangeEvent& event, TimeUnit unit) {
  using Told = std::optional<UserEvent>;
  return std::visit(core::Overloaded{
                        [&](const ExecutionReport& e) -> Told {
                          return UserEvent{e.order.account, execution(e, unit)};
                        },
                        [&](const exchange::AccountPosition& e) -> Told {
                          return UserEvent{e.account, position(e, unit)};
                        },
                        [&](const exchange::BalanceUpdate& e) -> Told {
                          return UserEvent{e.account, Json{{"e", "balanceUpdate"},
                                                           {"E", number_of(e.time, unit)},
                                                           {"a", e.asset},
                                                           {"d", fixed(e.delta)},
                                                           {"T", number_of(e.time, unit)}}};
                        },
                        [&](const exchange::ListStatus& e) -> Told {
                          return UserEvent{e.list.account, list_status(e, unit)};
                        },
                        [](const exchange::PublicTrade&) -> Told { return std::nullopt; },
                        [](const exchange::BookChange&) -> Told { return std::nullopt; },
                    },
                    event);
}

}  // namespace atb::binance_simulator
