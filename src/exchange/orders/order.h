#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/amount.h"
#include "core/time.h"
#include "exchange/orders/order_terms.h"

namespace atb::exchange {

/// An account of the exchange, counted from 0 in the order in which they were opened.
using AccountId = std::uint32_t;

/// An order as the exchange keeps it. Ids are unique per symbol, rising from 1.
struct Order {
  std::int64_t id = 0;
  AccountId account = 0;
  std::string symbol;
  std::string client_id;
  std::string original_client_id;  ///< its own, once a cancel request has named it anew
  std::int64_t list = -1;          ///< -1: of no list
  Side side = Side::buy;
  OrderType type = OrderType::limit;
  TimeInForce time_in_force = TimeInForce::gtc;
  core::Price price;       ///< zero: none
  core::Price stop_price;  ///< zero: none
  std::int64_t trailing_delta = 0;          ///< basis points; zero: none
  std::optional<core::Price> trailing_extreme;  ///< the best price since tracking began
  std::optional<core::Timestamp> trailing_since;
  core::Quantity quantity;
  core::Money quote_quantity;  ///< quoteOrderQty; zero: the order says a quantity
  core::Quantity iceberg;      ///< shown at a time; zero: all of it
  core::Quantity executed;
  core::Money cumulative_quote;
  core::Quantity prevented;  ///< taken off by self-trade prevention
  OrderStatus status = OrderStatus::fresh;
  SelfTradePrevention self_trade_prevention = SelfTradePrevention::expire_maker;
  bool triggered = false;  ///< a conditional order whose price was reached
  std::optional<core::Timestamp> working_since;  ///< on the book, or executing
  core::Timestamp created;
  core::Timestamp updated;
  ExpiryReason expiry = ExpiryReason::none;
  std::optional<std::int64_t> strategy_id;
  std::optional<std::int64_t> strategy_type;
  core::Money locked;      ///< of the asset that it gives, held back for it now
  std::uint64_t rank = 0;  ///< its place among orders of one price; smaller is served first

  /// Still to execute.
  [[nodiscard]] core::Quantity remaining() const { return quantity - executed - prevented; }
  [[nodiscard]] bool is_working() const noexcept {
    return working_since.has_value() && !is_final(status);
  }
};

/// What an account asks for. Amounts that are zero are left out.
struct PlaceOrder {
  AccountId account = 0;
  std::string symbol;
  std::string client_id;  ///< empty: the exchange makes one
  Side side = Side::buy;
  OrderType type = OrderType::limit;
  TimeInForce time_in_force = TimeInForce::gtc;
  core::Price price;
  core::Price stop_price;
  std::int64_t trailing_delta = 0;  ///< basis points
  core::Quantity quantity;
  core::Money quote_quantity;
  core::Quantity iceberg;
  std::optional<SelfTradePrevention> self_trade_prevention;  ///< nothing: the symbol's default
  std::optional<std::int64_t> strategy_id;
  std::optional<std::int64_t> strategy_type;
};

/// Names an order: by id, by client id, or by both, which then must agree.
struct OrderKey {
  AccountId account = 0;
  std::string symbol;
  std::optional<std::int64_t> id;
  std::string client_id;
};

struct CancelOrder {
  OrderKey key;
  std::string new_client_id;  ///< empty: the exchange makes one
  CancelRestriction restriction = CancelRestriction::none;
};

struct AmendOrder {
  OrderKey key;
  core::Quantity quantity;    ///< the new one, smaller than the present
  std::string new_client_id;  ///< empty: the exchange makes one
};

/// Two or three orders that depend on each other. The pairs: `above` and `below` of the market.
struct PlaceList {
  enum class Kind { oco, oto, otoco, opo, opoco };
  Kind kind = Kind::oco;
  std::string list_client_id;  ///< empty: the exchange makes one
  /// OCO: above, below. OTO, OPO: working, pending. OTOCO, OPOCO: working, above, below. The pending
  /// orders of OPO and OPOCO come without quantity: they take what the working order received.
  std::vector<PlaceOrder> orders;
};

/// A list as the exchange keeps it.
struct OrderList {
  std::int64_t id = 0;
  AccountId account = 0;
  std::string symbol;
  std::string client_id;
  PlaceList::Kind kind = PlaceList::Kind::oco;
  ListStatusType status = ListStatusType::exec_started;
  std::vector<std::int64_t> orders;  ///< ids, in the order of PlaceList::orders
  core::Timestamp updated;

  [[nodiscard]] Contingency contingency() const noexcept {
    return kind == PlaceList::Kind::oco ? Contingency::oco : Contingency::oto;
  }
  [[nodiscard]] bool is_done() const noexcept { return status == ListStatusType::all_done; }
};

/// One trade of an account (Binance: myTrades).
struct AccountTrade {
  std::int64_t id = 0;
  AccountId account = 0;
  std::string symbol;
  std::int64_t order = 0;
  std::int64_t list = -1;
  core::Price price;
  core::Quantity quantity;
  core::Money quote;
  core::Money commission;
  std::string commission_asset;
  core::Timestamp time;
  bool is_buyer = false;
  bool is_maker = false;
};

/// One change by `amend` (Binance: order/amendments).
struct Amendment {
  std::string symbol;
  AccountId account = 0;
  std::int64_t order = 0;
  std::int64_t execution = 0;
  std::string original_client_id;
  std::string new_client_id;
  core::Quantity original_quantity;
  core::Quantity new_quantity;
  core::Timestamp time;
};

/// A match that self-trade prevention stopped (Binance: myPreventedMatches).
struct PreventedMatch {
  std::int64_t id = 0;
  std::string symbol;
  AccountId account = 0;
  std::int64_t taker_order = 0;
  std::int64_t maker_order = 0;
  core::Price price;
  core::Quantity prevented;  ///< by DECREMENT; zero for the expiring modes
  SelfTradePrevention mode = SelfTradePrevention::none;
  core::Timestamp time;
};

}  // namespace atb::exchange
