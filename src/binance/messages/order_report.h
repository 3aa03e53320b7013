#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "binance/messages/time_unit.h"
#include "binance/requests/order_words.h"
#include "core/amount.h"
#include "core/error.h"
#include "core/time.h"

/// What calls tell about orders: placements, cancels, amendments, queries, lists.
/// @error of all: binance.message_malformed (temporary) naming the field;
///        binance.message_too_large (temporary) above kBodyBytesMax
namespace atb::binance {

/// One trade of an order, as the answer to its placement holds it.
struct ReportedFill {
  std::int64_t trade_id = -1;
  core::Price price;
  core::Quantity quantity;
  core::Money commission;
  std::string commission_asset;
};

/// An order as the exchange sees it. An ACK holds ids and time only (`status` is empty then).
struct OrderReport {
  std::string symbol;
  std::int64_t order_id = 0;
  std::int64_t list_id = -1;    ///< -1: of no list
  std::string client_order_id;  ///< the order's own, also in the answer to a cancel
  std::string request_id;       ///< of the cancel request, where the answer names one
  core::Timestamp time;         ///< transactTime, or updateTime of a query
  core::Timestamp created;      ///< of a query; else equal to `time`
  std::optional<OrderStatus> status;
  OrderType type = OrderType::limit;
  Side side = Side::buy;
  TimeInForce time_in_force = TimeInForce::gtc;
  core::Price price;
  core::Price stop_price;
  core::Quantity quantity;
  core::Quantity executed;
  /// What was paid or received; nothing where the exchange does not know it (negative, old orders).
  std::optional<core::Money> executed_quote;
  core::Quantity prevented;         ///< taken away by self-trade prevention
  std::string expiry_reason;        ///< "" or Binance's word
  std::vector<ReportedFill> fills;  ///< of FULL answers; empty does not mean "not filled"
};

struct ListReport {
  std::int64_t list_id = 0;
  std::string list_client_id;
  std::string contingency;   ///< "OCO", "OTO"
  std::string list_status;   ///< listStatusType: "EXEC_STARTED", "ALL_DONE"…
  std::string order_status;  ///< listOrderStatus: "EXECUTING", "ALL_DONE", "REJECT"
  std::string symbol;
  core::Timestamp time;
  struct Member {
    std::int64_t order_id = 0;
    std::string client_order_id;
  };
  std::vector<Member> members;
  std::vector<OrderReport> orders;  ///< orderReports; empty in queries
};

/// cancelAll: reports of single orders and of lists.
struct CancelAllReport {
  std::vector<OrderReport> orders;
  std::vector<ListReport> lists;
};

struct AmendReport {
  OrderReport order;  ///< after the change
  std::int64_t execution_id = 0;
  core::Timestamp time;
};

[[nodiscard]] core::Result<OrderReport> parse_order_report(std::string_view body, TimeUnit unit);
[[nodiscard]] core::Result<std::vector<OrderReport>> parse_order_reports(std::string_view body,
                                                                         TimeUnit unit);
[[nodiscard]] core::Result<CancelAllReport> parse_cancel_all(std::string_view body, TimeUnit unit);
[[nodiscard]] core::Result<AmendReport> parse_amend(std::string_view body, TimeUnit unit);
[[nodiscard]] core::Result<ListReport> parse_list_report(std::string_view body, TimeUnit unit);
[[nodiscard]] core::Result<std::vector<ListReport>> parse_list_reports(std::string_view body,
                                                                       TimeUnit unit);

}  // namespace atb::binance
