#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "exchange/orders/order.h"

namespace atb::exchange {

/// A step in the life of an order (Binance: executionReport), for its own account.
struct ExecutionReport {
  Order order;  ///< as it is after the step
  ExecutionType type = ExecutionType::fresh;
  std::int64_t execution = 0;  ///< rises over all reports of a symbol
  core::Timestamp time;
  std::optional<AccountTrade> trade;          ///< of type `trade`
  std::optional<PreventedMatch> prevention;   ///< of type `trade_prevention`
  std::string request_client_id;  ///< of the cancel or amend request; else the order's own
};

/// A trade for everybody (Binance: trade stream).
struct PublicTrade {
  std::string symbol;
  std::int64_t id = 0;
  core::Price price;
  core::Quantity quantity;
  core::Money quote;
  core::Timestamp time;
  bool buyer_is_maker = false;
  std::uint64_t taker = 0;  ///< the same for all trades of one taking order
};

/// The visible quantity of one price is another now (Binance: depthUpdate).
struct BookChange {
  std::string symbol;
  std::int64_t update_id = 0;
  Side side = Side::buy;
  core::Price price;
  core::Quantity quantity;  ///< zero: the price is gone
};

struct Balance {
  std::string asset;
  core::Money free;
  core::Money locked;
};

/// The balances that a request may have changed (Binance: outboundAccountPosition).
struct AccountPosition {
  AccountId account = 0;
  core::Timestamp time;
  std::vector<Balance> balances;
};

/// A deposit or withdrawal (Binance: balanceUpdate).
struct BalanceUpdate {
  AccountId account = 0;
  core::Timestamp time;
  std::string asset;
  core::Money delta;
};

/// A list of orders moved on (Binance: listStatus).
struct ListStatus {
  OrderList list;
  core::Timestamp time;
  std::vector<Order> orders;
};

/// What happened, in the order in which it did.
using ExchangeEvent = std::variant<ExecutionReport, PublicTrade, BookChange, AccountPosition,
                                   BalanceUpdate, ListStatus>;
using ExchangeEvents = std::vector<ExchangeEvent>;

}  // namespace atb::exchange
