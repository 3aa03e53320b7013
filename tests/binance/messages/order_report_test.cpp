#include "binance/messages/order_report.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

constexpr std::string_view kFull =
    R"({"symbol":"BTCUSDT","orderId":9007199254740993,"orderListId":-1,"clientOrderId":"atb1",)"
    R"("transactTime":1507725176595,"price":"0.00000000","origQty":"10.00000000",)"
    R"("executedQty":"5.00000000","cummulativeQuoteQty":"20000.50000000","status":"EXPIRED",)"
    R"("timeInForce":"GTC","type":"MARKET","side":"SELL","workingTime":1507725176595,)"
    R"("fills":[{"price":"4000.10000000","qty":"5.00000000","commission":"4.00000000",)"
    R"("commissionAsset":"USDT","tradeId":56}],"selfTradePreventionMode":"NONE"})";

TEST(OrderReport, OfAPlacementHoldsItsFills) {
  const auto report = parse_order_report(kFull, TimeUnit::ms).value();
  EXPECT_EQ(report.order_id, 9'007'199'254'740'993);
  EXPECT_EQ(report.status, OrderStatus::expired);
  EXPECT_EQ(core::to_text(report.executed), "5");
  EXPECT_EQ(core::to_text(*report.executed_quote), "20000.5");
  ASSERT_EQ(report.fills.size(), 1U);
  EXPECT_EQ(report.fills[0].trade_id, 56);
  EXPECT_EQ(report.fills[0].commission_asset, "USDT");
  EXPECT_EQ(report.time, core::Timestamp::from_ms(1'507'725'176'595));
}

TEST(OrderReport, AnAckHoldsIdsOnly) {
  const auto report =
      parse_order_report(R"({"symbol":"BTCUSDT","orderId":28,"orderListId":-1,"clientOrderId":"a",)"
                         R"("transactTime":1507725176595123})",
                         TimeUnit::us);
  EXPECT_FALSE(report->status);
  EXPECT_EQ(report->time.us(), 1'507'725'176'595'123);
}

TEST(OrderReport, OfACancelIsNamedByTheOrdersOwnId) {
  const auto report = parse_order_report(
      R"({"symbol":"LTCBTC","origClientOrderId":"own","orderId":4,"orderListId":-1,)"
      R"("clientOrderId":"cancel","transactTime":1684804350068,"price":"2.00000000",)"
      R"("origQty":"1.00000000","executedQty":"0.00000000","cummulativeQuoteQty":"0.00000000",)"
      R"("status":"CANCELED","timeInForce":"GTC","type":"LIMIT","side":"BUY"})",
      TimeUnit::ms);
  EXPECT_EQ(report->client_order_id, "own");
  EXPECT_EQ(report->request_id, "cancel");
}

TEST(OrderReport, AnUnknownQuoteAmountIsNone) {
  const auto report = parse_order_report(
      R"({"symbol":"A","orderId":4,"clientOrderId":"x","price":"2","origQty":"1",)"
      R"("executedQty":"1","cummulativeQuoteQty":"-1","status":"FILLED","timeInForce":"GTC",)"
      R"("type":"LIMIT","side":"BUY","time":5,"updateTime":7})",
      TimeUnit::ms);
  EXPECT_FALSE(report->executed_quote);
  EXPECT_EQ(report->created, core::Timestamp::from_ms(5));
  EXPECT_EQ(report->time, core::Timestamp::from_ms(7));
}

TEST(OrderReport, WhatCannotBeIsRefusedAndNamed) {
  const auto broken = [](std::string_view from, std::string_view to) {
    std::string text{kFull};
    text.replace(text.find(from), from.size(), to);
    return parse_order_report(text, TimeUnit::ms);
  };
  EXPECT_NE(broken(R"("EXPIRED")", R"("HALF_DONE")").error().message.find("status"),
            std::string::npos);
  EXPECT_NE(
      broken(R"("5.00000000","cum)", R"("50.00000000","cum)").error().message.find("executedQty"),
      std::string::npos);
  EXPECT_FALSE(broken(R"("4000.10000000")", "4000.1"));
  EXPECT_FALSE(broken(R"("10.00000000")", R"("1e1")"));
  EXPECT_FALSE(broken("9007199254740993", "-9"));
}

constexpr std::string_view kList =
    R"({"orderListId":2,"contingencyType":"OCO","listStatusType":"EXEC_STARTED",)"
    R"("listOrderStatus":"EXECUTING","listClientOrderId":"L","transactionTime":1711062760648,)"
    R"("symbol":"LTCBTC","orders":[{"symbol":"LTCBTC","orderId":11,"clientOrderId":"a"},)"
    R"({"symbol":"LTCBTC","orderId":12,"clientOrderId":"b"}]})";

TEST(OrderReport, OfAListNamesItsMembers) {
  const auto list = parse_list_report(kList, TimeUnit::ms).value();
  EXPECT_EQ(list.list_id, 2);
  ASSERT_EQ(list.members.size(), 2U);
  EXPECT_EQ(list.members[1].client_order_id, "b");
  EXPECT_TRUE(list.orders.empty());
  EXPECT_EQ(parse_list_reports("[" + std::string{kList} + "]", TimeUnit::ms)->size(), 1U);
}

TEST(OrderReport, CancelAllMixesOrdersAndLists) {
  const auto all =
      parse_cancel_all("[" + std::string{kFull} + "," + std::string{kList} + "]", TimeUnit::ms)
          .value();
  EXPECT_EQ(all.orders.size(), 1U);
  EXPECT_EQ(all.lists.size(), 1U);
  EXPECT_FALSE(parse_cancel_all("{}", TimeUnit::ms));
}

TEST(OrderReport, AnAmendedOrderIsNamedByItsNewId) {
  const auto amend = parse_amend(
      R"({"transactTime":1741926410255,"executionId":75,"amendedOrder":{"symbol":"BTCUSDT",)"
      R"("orderId":33,"orderListId":-1,"origClientOrderId":"old","clientOrderId":"new",)"
      R"("price":"6.00000000","qty":"5.00000000","executedQty":"0.00000000",)"
      R"("preventedQty":"0.00000000","quoteOrderQty":"0.00000000",)"
      R"("cumulativeQuoteQty":"0.00000000","status":"NEW","timeInForce":"GTC","type":"LIMIT",)"
      R"("side":"SELL","workingTime":1741926410242,"selfTradePreventionMode":"NONE"}})",
      TimeUnit::ms);
  ASSERT_TRUE(amend);
  EXPECT_EQ(amend->order.client_order_id, "new");
  EXPECT_EQ(amend->execution_id, 75);
  EXPECT_EQ(core::to_text(amend->order.quantity), "5");
}

RC_GTEST_PROP(OrderReport, AnyBytesAreReadSafely, (const std::string& text)) {
  RC_ASSERT(!parse_order_report(text, TimeUnit::ms));
  RC_ASSERT(!parse_list_report(text, TimeUnit::ms));
  RC_ASSERT(!parse_amend(text, TimeUnit::ms));
}

RC_GTEST_PROP(OrderReport, ADamagedReportIsReadSafely, (std::uint8_t byte)) {
  std::string text{kFull};
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = static_cast<char>(byte);
  const auto report = parse_order_report(text, TimeUnit::ms);
  if (report) RC_ASSERT(report->executed <= report->quantity);
}

}  // namespace
}  // namespace atb::binance
