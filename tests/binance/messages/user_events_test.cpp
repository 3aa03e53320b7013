#include "binance/messages/user_events.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

std::string execution(const std::string& x, const std::string& status, const std::string& c,
                      const std::string& original) {
  return R"({"e":"executionReport","E":1499405658658,"s":"ETHBTC","c":")" + c +
         R"(","S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"0.10264410","P":"0.00000000",)"
         R"("F":"0.00000000","g":-1,"C":")" +
         original + R"(","x":")" + x + R"(","X":")" + status +
         R"(","r":"NONE","i":4293153,"l":"0.40000000","z":"0.40000000","L":"0.10264410","n":"0",)"
         R"("N":null,"T":1499405658657,"t":77,"I":3,"w":true,"m":false,"M":false,)"
         R"("O":1499405658657,"Z":"0.04105764","Y":"0.04105764","Q":"0.00000000",)"
         R"("W":1499405658657,"V":"NONE"})";
}
ExecutionEvent event_of(const std::string& text) {
  return std::get<ExecutionEvent>(parse_user_event(text, TimeUnit::ms).value());
}

TEST(UserEvents, AnExecutionHoldsTradeAndTotals) {
  const auto event = event_of(execution("TRADE", "PARTIALLY_FILLED", "mine", ""));
  EXPECT_EQ(event.own_client_order_id, "mine");
  EXPECT_EQ(event.trade_id, 77);
  EXPECT_EQ(core::to_text(event.trade_quantity), "0.4");
  EXPECT_EQ(core::to_text(event.executed_quote), "0.04105764");
  EXPECT_EQ(event.status, OrderStatus::partially_filled);
  EXPECT_EQ(event.commission_asset, "");
}

TEST(UserEvents, ACancelIsNamedByTheOrdersOwnId) {
  const auto event = event_of(execution("CANCELED", "CANCELED", "request", "mine"));
  EXPECT_EQ(event.own_client_order_id, "mine");
  EXPECT_EQ(event.event_client_id, "request");
  EXPECT_EQ(event_of(execution("REPLACED", "NEW", "new", "old")).own_client_order_id, "old");
  EXPECT_EQ(event_of(execution("CANCELED", "CANCELED", "mine", "")).own_client_order_id, "mine");
}

TEST(UserEvents, ATradeWithoutIdOrQuantityIsRefused) {
  auto text = execution("TRADE", "FILLED", "mine", "");
  text.replace(text.find("\"t\":77"), 6, "\"t\":-1");
  EXPECT_FALSE(parse_user_event(text, TimeUnit::ms));
}

TEST(UserEvents, BalancesAreAbsoluteAndChangesAreNot) {
  const auto balances = parse_user_event(
      R"({"e":"outboundAccountPosition","E":1564034571105,"u":1564034571073,"B":[{"a":"ETH",)"
      R"("f":"10000.000000","l":"0.000000"}]})",
      TimeUnit::ms);
  EXPECT_EQ(core::to_text(std::get<BalancesEvent>(balances.value()).balances[0].free), "10000");
  const auto change = parse_user_event(
      R"({"e":"balanceUpdate","E":1573200697110,"a":"BTC","d":"-100.00000000","T":1573200697068})",
      TimeUnit::ms);
  EXPECT_EQ(core::to_text(std::get<BalanceChangeEvent>(change.value()).change), "-100");
  const auto lock = parse_user_event(
      R"({"e":"externalLockUpdate","E":1581557507324,"a":"NEO","d":"10.00000000","T":1})",
      TimeUnit::ms);
  EXPECT_TRUE(std::get<BalanceChangeEvent>(lock.value()).is_lock);
}

TEST(UserEvents, AListNamesItsOrders) {
  const auto list = parse_user_event(
      R"({"e":"listStatus","E":1564035303637,"s":"ETHBTC","g":2,"c":"OCO","l":"EXEC_STARTED",)"
      R"("L":"EXECUTING","r":"NONE","C":"F4QN4G8DlFATFlIUQ0cjdD","T":1564035303625,"O":[{)"
      R"("s":"ETHBTC","i":17,"c":"AJYsMjErWJesZvqlJCTUgL"}]})",
      TimeUnit::ms);
  EXPECT_EQ(std::get<ListEvent>(list.value()).list.members[0].order_id, 17);
}

TEST(UserEvents, EndsAndUnknownKinds) {
  EXPECT_TRUE(std::holds_alternative<UserStreamEnded>(
      parse_user_event(R"({"e":"eventStreamTerminated","E":1})", TimeUnit::ms).value()));
  EXPECT_TRUE(std::holds_alternative<ServerShutdown>(
      parse_user_event(R"({"e":"serverShutdown","E":1})", TimeUnit::ms).value()));
  EXPECT_TRUE(std::holds_alternative<UnknownEvent>(
      parse_user_event(R"({"e":"somethingNew"})", TimeUnit::ms).value()));
  EXPECT_FALSE(parse_user_event(R"({"E":1})", TimeUnit::ms));
}

RC_GTEST_PROP(UserEvents, ADamagedEventIsReadSafely, (std::uint8_t byte)) {
  auto text = execution("TRADE", "FILLED", "mine", "");
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = static_cast<char>(byte);
  const auto event = parse_user_event(text, TimeUnit::ms);
  if (event && std::holds_alternative<ExecutionEvent>(*event))
    RC_ASSERT(std::get<ExecutionEvent>(*event).order_id != 0 || byte == '0' || byte == '-');
}

}  // namespace
}  // namespace atb::binance
