#pragma once

#include "binance_simulator/api/call.h"
#include "exchange/matching/exchange.h"

/// Orders, trades and lists as answers tell them. Source: Binance spot API, "New order", "Query
/// order", "Cancel order", "Order lists".
namespace atb::binance_simulator {

/// The answer to a query.
[[nodiscard]] Json queried_order(const CallContext& context, const exchange::Order& order);
/// The answer to a placement: ACK, RESULT or FULL. @param type  "ACK", "RESULT" or "FULL"
[[nodiscard]] Json placed_order(const CallContext& context, const exchange::Order& order,
                                std::string_view type);
/// The answer to a cancel.
[[nodiscard]] Json cancelled_order(const CallContext& context, const exchange::Order& order);
/// A list with its members; with reports when `cancelled` or newly placed ones are told.
enum class ListReports { none, placed, cancelled };
[[nodiscard]] Json order_list(const CallContext& context, const exchange::OrderList& list,
                              ListReports reports);
[[nodiscard]] Json account_trade(const CallContext& context, const exchange::AccountTrade& trade);
[[nodiscard]] Json amended_order(const CallContext& context, const exchange::Amended& amended);

}  // namespace atb::binance_simulator
