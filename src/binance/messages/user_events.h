#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "binance/messages/account_report.h"
#include "binance/messages/market_events.h"
#include "binance/messages/order_report.h"
#include "binance/messages/time_unit.h"
#include "core/error.h"

/// What the user data stream tells. Source: Binance spot API, "User Data Streams".
namespace atb::binance {

/// executionReport. Key orders by `order_id`; book trades once by `trade_id`.
struct ExecutionEvent {
  core::Timestamp event_time;
  std::string symbol;
  std::int64_t order_id = 0;
  std::int64_t list_id = -1;
  /// The id under which the order was placed: in CANCELED and REPLACED events Binance's field C
  /// (c is the cancel's or the new id there), else c.
  std::string own_client_order_id;
  std::string event_client_id;  ///< field c as it came
  ExecutionType execution = ExecutionType::accepted;
  OrderStatus status = OrderStatus::open;
  Side side = Side::buy;
  OrderType type = OrderType::limit;
  TimeInForce time_in_force = TimeInForce::gtc;
  core::Price price;
  core::Price stop_price;
  core::Quantity quantity;
  core::Quantity executed;        ///< z: of the order in all
  core::Money executed_quote;     ///< Z
  std::int64_t trade_id = -1;     ///< of this trade; -1: this event is none
  core::Price trade_price;        ///< L
  core::Quantity trade_quantity;  ///< l
  core::Money trade_quote;        ///< Y
  core::Money commission;         ///< n
  std::string commission_asset;   ///< N; empty: none
  bool is_maker = false;
  bool on_book = false;
  core::Timestamp transaction_time;
  core::Timestamp created;
  std::int64_t execution_id = 0;  ///< I: rises; orders the events of one order
  std::string reject_reason;      ///< r: "NONE" or why
  std::string expiry_reason;      ///< eR: empty or why
};

/// outboundAccountPosition: absolute balances of the assets that may have changed.
struct BalancesEvent {
  core::Timestamp event_time;
  core::Timestamp updated;
  std::vector<Balance> balances;
};

/// balanceUpdate (deposit, transfer) and externalLockUpdate: a difference, may be negative.
struct BalanceChangeEvent {
  core::Timestamp event_time;
  std::string asset;
  core::Money change;
  bool is_lock = false;  ///< externalLockUpdate
};

struct ListEvent {
  core::Timestamp event_time;
  ListReport list;
  std::string reject_reason;
};

/// The subscription is over; subscribe again.
struct UserStreamEnded {
  core::Timestamp event_time;
};

using UserEvent = std::variant<ExecutionEvent, BalancesEvent, BalanceChangeEvent, ListEvent,
                               UserStreamEnded, ServerShutdown, UnknownEvent>;

/// Reads the `event` object of a WebSocket API message (messages/envelope.h).
/// @error as order_report.h
[[nodiscard]] core::Result<UserEvent> parse_user_event(std::string_view event, TimeUnit unit);

}  // namespace atb::binance
