#include "exchange/support/desk.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace atb::exchange::test {

core::Price price(const std::string& text) {
  return core::parse_price(text).value();
}
core::Quantity quantity(const std::string& text) {
  return core::parse_quantity(text).value();
}
core::Money money(const std::string& text) {
  return core::parse_money(text).value();
}

SymbolRules plain_rules() {
  SymbolRules rules;
  rules.symbol = "AB";
  rules.base = "A";
  rules.quote = "B";
  rules.price.tick = price("0.5");
  rules.lot.step = quantity("0.1");
  rules.self_trade_prevention = SelfTradePrevention::none;
  return rules;
}

Desk::Desk() {
  exchange.add_symbol(plain_rules());
  AccountTerms free;
  free.maker = {};
  free.taker = {};
  alice = exchange.open_account(free);
  bob = exchange.open_account(free);
  for (const auto account : {alice, bob})
    for (const auto* const asset : {"A", "B"})
      EXPECT_TRUE(exchange.deposit(account, asset, money("1000"), now, events));
  events.clear();
}

PlaceOrder Desk::limit(AccountId account, Side side, const std::string& amount,
                       const std::string& at) {
  PlaceOrder request;
  request.account = account;
  request.symbol = "AB";
  request.side = side;
  request.quantity = quantity(amount);
  request.price = price(at);
  return request;
}

PlaceOrder Desk::market(AccountId account, Side side, const std::string& amount) {
  auto request = limit(account, side, amount, "1");
  request.type = OrderType::market;
  request.price = {};
  return request;
}

PlaceOrder Desk::stop(AccountId account, OrderType type, Side side, const std::string& amount,
                      const std::string& trigger, const std::string& at) {
  auto request = market(account, side, amount);
  request.type = type;
  request.stop_price = price(trigger);
  if (!at.empty()) request.price = price(at);
  return request;
}

std::int64_t Desk::place(const PlaceOrder& request) {
  const auto placed = exchange.place(request, now, events);
  if (placed) return placed->id;
  ADD_FAILURE() << placed.error().code << " " << placed.error().message;
  return 0;
}

int Desk::refusal(const PlaceOrder& request) {
  const auto checked = exchange.check(request, now);
  const auto placed = exchange.place(request, now, events);
  EXPECT_EQ(checked.has_value(), placed.has_value());
  return placed ? 0 : placed.error().code;
}

const Order& Desk::order(std::int64_t id) const {
  return exchange.market("AB")->record.orders.at(static_cast<std::size_t>(id - 1));
}

std::string Desk::state(std::int64_t id) const {
  const auto& found = order(id);
  return fmt::format("{} {}/{}", to_text(found.status), core::to_text(found.executed),
                     core::to_text(found.quantity));
}

std::string Desk::balance(AccountId account, const std::string& asset) const {
  return fmt::format("{}+{}", core::to_text(exchange.ledger().free(account, asset)),
                     core::to_text(exchange.ledger().locked(account, asset)));
}

std::string Desk::depth(Side side) const {
  std::string text;
  for (const auto& [at, amount] : exchange.market("AB")->book.depth(side, 100))
    text +=
        fmt::format("{}{}x{}", text.empty() ? "" : " ", core::to_text(at), core::to_text(amount));
  return text;
}

void Desk::trade_at(const std::string& at) {
  exchange.house_trade("AB", Side::buy, price(at), quantity("0.1"), now, events);
}

std::string Desk::reports() {
  std::string text;
  for (const auto& event : events)
    if (const auto* const report = std::get_if<ExecutionReport>(&event))
      text += fmt::format("{}{}/{}", text.empty() ? "" : " ", to_text(report->type),
                          to_text(report->order.status));
  events.clear();
  return text;
}

}  // namespace atb::exchange::test
