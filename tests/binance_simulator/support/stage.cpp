#include "binance_simulator/support/stage.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "binance/keys/signer.h"

namespace atb::binance_simulator::test {
namespace {

exchange::SymbolRules small_rules() {
  auto rules = exchange::bitcoin_rules();
  rules.percent_price.reset();
  rules.notional.min = {};
  return rules;
}

}  // namespace

std::string hmac(const std::string& secret, const std::string& payload) {
  return binance::Signer::create(core::SecretString{secret}).value().sign(payload);
}

Stage::Stage() {
  world.add_symbol(small_rules());
  auto plan = example_account();
  plan.balances = {{"USDT", core::parse_money("1000").value()},
                   {"BTC", core::parse_money("2").value()}};
  world.open_account(std::move(plan), now);
  AccountPlan other;
  other.balances = {{"USDT", core::parse_money("100000").value()},
                    {"BTC", core::parse_money("100").value()}};
  other.keys.push_back({"other", 0, {}, {}, {}, Verifier::hmac(core::SecretString{"secret"})});
  world.open_account(std::move(other), now);
  house.move_to(core::parse_price("100").value(), now);
}

net::HttpResponse Stage::send(const std::string& method, const std::string& target,
                              const std::string& key, const std::string& body) {
  net::ServerRequest request{method, target, {}, net::to_body(body), "127.0.0.1:5000"};
  if (!key.empty()) request.headers.add("X-MBX-APIKEY", key);
  auto answer = door.handle(request, now);
  status = answer.answer.response.status;
  return std::move(answer.answer.response);
}

Json Stage::get(const std::string& target) {
  const auto whole = target.starts_with('/') ? target : "/api/v3/" + target;
  return Json::parse(net::as_text(send("GET", whole).body));
}

Json Stage::call_as(const std::string& key, const std::string& secret, const std::string& method,
                    const std::string& path, const std::string& query) {
  auto payload = fmt::format("{}{}timestamp={}", query, query.empty() ? "" : "&", now.ms());
  payload += "&signature=" + hmac(secret, payload);
  const auto whole = path.starts_with('/') ? path : "/api/v3/" + path;
  return Json::parse(net::as_text(send(method, whole + "?" + payload, key).body));
}

Json Stage::call(const std::string& method, const std::string& path, const std::string& query) {
  return call_as(std::string{kExampleKey}, std::string{kExampleSecret}, method, path, query);
}

std::int64_t Stage::limit(const std::string& side, const std::string& quantity,
                          const std::string& price, const std::string& more) {
  const auto placed =
      call("POST", "order",
           fmt::format("symbol=BTCUSDT&side={}&type=LIMIT&timeInForce=GTC&quantity={}&price={}{}",
                       side, quantity, price, more));
  EXPECT_EQ(status, 200) << placed.dump();
  return placed.value("orderId", std::int64_t{0});
}

void Stage::other_trades(const std::string& side, const std::string& quantity) {
  call_as("other", "secret", "POST", "order",
          fmt::format("symbol=BTCUSDT&side={}&type=MARKET&quantity={}", side, quantity));
  EXPECT_EQ(status, 200);
}

}  // namespace atb::binance_simulator::test
