#include "binance/messages/order_report.h"

#include "binance/messages/json_body.h"
#include "binance/messages/json_fields.h"

namespace atb::binance {
namespace {

using simdjson::dom::element;

constexpr std::string_view kOrder = "a report of an order";
constexpr std::string_view kList = "a report of an order list";

core::Result<ReportedFill> read_fill(element row) {
  JsonFields fields{row, "a fill"};
  ReportedFill fill;
  fill.trade_id = fields.integer_or("tradeId", -1);
  fill.price = fields.amount<core::Price>("price");
  fill.quantity = fields.amount<core::Quantity>("qty");
  fill.commission = fields.amount<core::Money>("commission");
  fill.commission_asset = fields.text("commissionAsset");
  if (!fields.good()) return fields.fault();
  return fill;
}

/// The order's own id: the answer to a cancel has it as origClientOrderId, and its own request's
/// as clientOrderId.
void read_ids(JsonFields& fields, OrderReport& report) {
  report.symbol = fields.text("symbol");
  report.order_id = fields.integer("orderId");
  report.list_id = fields.integer_or("orderListId", -1);
  report.client_order_id = fields.text("clientOrderId");
  if (fields.has("origClientOrderId")) {
    report.request_id = std::exchange(report.client_order_id, fields.text("origClientOrderId"));
  }
}

/// Amended orders are told with other names: qty, executedQty, cumulativeQuoteQty.
void read_amounts(JsonFields& fields, OrderReport& report) {
  report.quantity = fields.amount<core::Quantity>(fields.has("qty") ? "qty" : "origQty");
  report.executed = fields.amount<core::Quantity>("executedQty");
  const auto* const quote =
      fields.has("cumulativeQuoteQty") ? "cumulativeQuoteQty" : "cummulativeQuoteQty";  // sic
  const auto paid = fields.amount<core::Money>(quote);
  if (!paid.is_negative()) report.executed_quote = paid;
  report.price = fields.amount<core::Price>("price");
  report.stop_price = fields.amount_or<core::Price>("stopPrice", {});
  report.prevented = fields.amount_or<core::Quantity>(
      fields.has("preventedQuantity") ? "preventedQuantity" : "preventedQty", {});
  const bool sane = !report.quantity.is_negative() && !report.executed.is_negative() &&
                    report.executed <= report.quantity;
  // An order by quoteOrderQty knows its quantity only when it has been executed.
  if (!sane && !report.quantity.is_zero()) fields.blame("executedQty");
}

core::Result<OrderReport> read_order(element row, TimeUnit unit) {
  JsonFields fields{row, kOrder};
  OrderReport report;
  read_ids(fields, report);
  const bool has_time = fields.has("transactTime");
  report.created = fields.time_or("time", unit, {});
  report.time = has_time ? fields.time("transactTime", unit)
                         : fields.time_or("updateTime", unit, report.created);
  if (!fields.has("time")) report.created = report.time;
  if (fields.has("status")) {
    report.status = fields.word<OrderStatus>("status");
    report.type = fields.word<OrderType>("type");
    report.side = fields.word<Side>("side");
    report.time_in_force = fields.word<TimeInForce>("timeInForce");
    report.expiry_reason = fields.text_or("expiryReason", "");
    read_amounts(fields, report);
  }
  if (report.order_id < 0) fields.blame("orderId");
  if (report.client_order_id.empty()) fields.blame("clientOrderId");
  if (fields.good() && fields.has("fills")) {
    ATB_ASSIGN(report.fills, read_all(fields.at("fills"), kOrder, read_fill));
  }
  if (!fields.good()) return fields.fault();
  return report;
}

core::Result<ListReport> read_list(element row, TimeUnit unit) {
  JsonFields fields{row, kList};
  ListReport list;
  list.list_id = fields.integer("orderListId");
  list.list_client_id = fields.text("listClientOrderId");
  list.contingency = fields.text("contingencyType");
  list.list_status = fields.text("listStatusType");
  list.order_status = fields.text("listOrderStatus");
  list.symbol = fields.text("symbol");
  list.time = fields.time("transactionTime", unit);
  if (!fields.good()) return fields.fault();
  ATB_ASSIGN(
      list.members,
      read_all(fields.at("orders"), kList, [](element order) -> core::Result<ListReport::Member> {
        JsonFields member{order, kList};
        ListReport::Member read{member.integer("orderId"),
                                std::string{member.text("clientOrderId")}};
        if (!member.good()) return member.fault();
        return read;
      }));
  if (fields.has("orderReports")) {
    ATB_ASSIGN(list.orders, read_all(fields.at("orderReports"), kList,
                                     [unit](element order) { return read_order(order, unit); }));
  }
  return list;
}

}  // namespace

core::Result<OrderReport> parse_order_report(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, kOrder));
  return read_order(root, unit);
}

core::Result<std::vector<OrderReport>> parse_order_reports(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, kOrder));
  return read_all(root, kOrder, [unit](element row) { return read_order(row, unit); });
}

core::Result<CancelAllReport> parse_cancel_all(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, kOrder));
  CancelAllReport all;
  simdjson::dom::array rows;
  if (root.get_array().get(rows) != simdjson::SUCCESS) return malformed_message(kOrder, "[]");
  for (const element row : rows) {
    if (JsonFields{row, kList}.has("contingencyType")) {
      ATB_ASSIGN(auto list, read_list(row, unit));
      all.lists.push_back(std::move(list));
    } else {
      ATB_ASSIGN(auto order, read_order(row, unit));
      all.orders.push_back(std::move(order));
    }
  }
  return all;
}

core::Result<AmendReport> parse_amend(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, kOrder));
  JsonFields fields{root, kOrder};
  AmendReport amend;
  amend.time = fields.time("transactTime", unit);
  amend.execution_id = fields.integer("executionId");
  if (!fields.has("amendedOrder")) fields.blame("amendedOrder");
  if (!fields.good()) return fields.fault();
  element order;
  if (fields.at("amendedOrder").get(order) != simdjson::SUCCESS) return fields.fault();
  ATB_ASSIGN(amend.order, read_order(order, unit));
  amend.order.time = amend.time;
  // origClientOrderId is the id before the change here, and clientOrderId the one from now on.
  if (!amend.order.request_id.empty())
    std::swap(amend.order.request_id, amend.order.client_order_id);
  return amend;
}

core::Result<ListReport> parse_list_report(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, kList));
  return read_list(root, unit);
}

core::Result<std::vector<ListReport>> parse_list_reports(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, kList));
  return read_all(root, kList, [unit](element row) { return read_list(row, unit); });
}

}  // namespace atb::binance
