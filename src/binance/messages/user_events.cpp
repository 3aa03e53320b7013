#include "binance/messages/user_events.h"

#include "binance/messages/json_body.h"
#include "binance/messages/json_fields.h"

namespace atb::binance {
namespace {

using simdjson::dom::element;

constexpr std::string_view kWhat = "a user data event";

void read_ids(JsonFields& fields, ExecutionEvent& event) {
  event.symbol = fields.text("s");
  event.order_id = fields.integer("i");
  event.list_id = fields.integer_or("g", -1);
  event.event_client_id = fields.text("c");
  event.own_client_order_id = event.event_client_id;
  // In these two, c names the request that canceled or changed the order.
  const bool by_request =
      event.execution == ExecutionType::canceled || event.execution == ExecutionType::replaced;
  const auto original = fields.text_or("C", "");
  if (by_request && !original.empty()) event.own_client_order_id = original;
}

void read_order(JsonFields& fields, ExecutionEvent& event) {
  event.side = fields.word<Side>("S");
  event.type = fields.word<OrderType>("o");
  event.time_in_force = fields.word<TimeInForce>("f");
  event.quantity = fields.amount<core::Quantity>("q");
  event.price = fields.amount<core::Price>("p");
  event.stop_price = fields.amount_or<core::Price>("P", {});
  event.status = fields.word<OrderStatus>("X");
  event.executed = fields.amount<core::Quantity>("z");
  event.executed_quote = fields.amount<core::Money>("Z");
  event.on_book = fields.flag_or("w", false);
  event.reject_reason = fields.text_or("r", "NONE");
  event.expiry_reason = fields.text_or("eR", "");
}

void read_trade(JsonFields& fields, ExecutionEvent& event) {
  event.trade_id = fields.integer("t");
  event.trade_price = fields.amount<core::Price>("L");
  event.trade_quantity = fields.amount<core::Quantity>("l");
  event.trade_quote = fields.amount<core::Money>("Y");
  event.commission = fields.amount_or<core::Money>("n", {});
  event.commission_asset = fields.text_or("N", "");
  event.is_maker = fields.flag("m");
  const bool is_trade = event.execution == ExecutionType::trade;
  if (is_trade && (event.trade_id < 0 || !event.trade_quantity.is_positive())) fields.blame("t");
}

core::Result<UserEvent> read_execution(JsonFields& fields, TimeUnit unit) {
  ExecutionEvent event;
  event.event_time = fields.time("E", unit);
  event.execution = fields.word<ExecutionType>("x");
  read_ids(fields, event);
  read_order(fields, event);
  read_trade(fields, event);
  event.transaction_time = fields.time("T", unit);
  event.created = fields.time_or("O", unit, event.transaction_time);
  event.execution_id = fields.integer("I");
  if (!fields.good()) return fields.fault();
  return event;
}

core::Result<UserEvent> read_balances(JsonFields& fields, TimeUnit unit) {
  BalancesEvent event;
  event.event_time = fields.time("E", unit);
  event.updated = fields.time("u", unit);
  if (!fields.good()) return fields.fault();
  ATB_ASSIGN(event.balances,
             read_all(fields.at("B"), kWhat, [](element row) -> core::Result<Balance> {
               JsonFields each{row, kWhat};
               Balance balance{std::string{each.text("a")}, each.amount<core::Money>("f"),
                               each.amount<core::Money>("l")};
               if (!each.good()) return each.fault();
               return balance;
             }));
  return event;
}

core::Result<UserEvent> read_change(JsonFields& fields, TimeUnit unit, bool is_lock) {
  BalanceChangeEvent event;
  event.event_time = fields.time("E", unit);
  event.asset = fields.text("a");
  event.change = fields.amount<core::Money>("d");
  event.is_lock = is_lock;
  if (!fields.good()) return fields.fault();
  return event;
}

core::Result<UserEvent> read_list(JsonFields& fields, TimeUnit unit) {
  ListEvent event;
  event.event_time = fields.time("E", unit);
  event.reject_reason = fields.text_or("r", "NONE");
  auto& list = event.list;
  list.symbol = fields.text("s");
  list.list_id = fields.integer("g");
  list.contingency = fields.text("c");
  list.list_status = fields.text("l");
  list.order_status = fields.text("L");
  list.list_client_id = fields.text("C");
  list.time = fields.time("T", unit);
  if (!fields.good()) return fields.fault();
  ATB_ASSIGN(list.members,
             read_all(fields.at("O"), kWhat, [](element row) -> core::Result<ListReport::Member> {
               JsonFields each{row, kWhat};
               ListReport::Member member{each.integer("i"), std::string{each.text("c")}};
               if (!each.good()) return each.fault();
               return member;
             }));
  return event;
}

template <class Event>
core::Result<UserEvent> read_notice(JsonFields& fields, TimeUnit unit) {
  const Event event{fields.time("E", unit)};
  if (!fields.good()) return fields.fault();
  return event;
}

}  // namespace

core::Result<UserEvent> parse_user_event(std::string_view event, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(event, kWhat));
  JsonFields fields{root, kWhat};
  const auto kind = fields.text("e");
  if (!fields.good()) return fields.fault();
  if (kind == "executionReport") return read_execution(fields, unit);
  if (kind == "outboundAccountPosition") return read_balances(fields, unit);
  if (kind == "balanceUpdate") return read_change(fields, unit, false);
  if (kind == "externalLockUpdate") return read_change(fields, unit, true);
  if (kind == "listStatus") return read_list(fields, unit);
  if (kind == "eventStreamTerminated") return read_notice<UserStreamEnded>(fields, unit);
  if (kind == "serverShutdown") return read_notice<ServerShutdown>(fields, unit);
  constexpr std::size_t kKindMax = 60;
  return UnknownEvent{std::string{kind.substr(0, kKindMax)}};
}

}  // namespace atb::binance
