#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "binance/requests/call.h"
#include "binance/requests/order_reference.h"
#include "binance/requests/order_words.h"
#include "core/amount.h"
#include "core/error.h"

/// Calls that place, change and cancel orders. Signed; the full report is asked for, so that one
/// answer holds the fills. They take what they get: rounding and filters come before them.
/// Source: Binance spot API, "New order" and following.
namespace atb::binance {

/// One order. Zero means "not given".
struct NewOrder {
  std::string symbol;
  Side side = Side::buy;
  OrderType type = OrderType::market;
  std::string client_order_id;  ///< never used before; see the trap in answers/placement_doubt.h
  core::Quantity quantity;      ///< base asset
  core::Money quote_quantity;   ///< MARKET only, instead of quantity
  core::Price price;            ///< LIMIT, LIMIT_MAKER and the *_LIMIT types
  core::Price stop_price;       ///< conditional types: the trigger
  int trailing_delta = 0;       ///< conditional types, basis points: 10 is 0.1 %
  core::Quantity iceberg_quantity;  ///< GTC only: the part that shows
  TimeInForce time_in_force = TimeInForce::gtc;
  std::optional<SelfTradePrevention> self_trade_prevention;
};

/// @error binance.order_malformed (internal)  a field that the type needs is missing, or one that
///        it does not take is there; binance.client_order_id (internal)
[[nodiscard]] core::Result<Call> place_order_call(const NewOrder& order, Purpose purpose);
/// Checked by the exchange, never executed. @error as place_order_call
[[nodiscard]] core::Result<Call> test_order_call(const NewOrder& order);

enum class CancelOnly : std::uint8_t { any, still_new, partially_filled };

/// @param cancel_id  names this cancel request, and takes the order's id away from it; may be empty
[[nodiscard]] Call cancel_order_call(std::string_view symbol, const OrderReference& order,
                                     std::string_view cancel_id = {},
                                     CancelOnly only = CancelOnly::any);
/// Every open order and list of the pair. -2011 when there is none.
[[nodiscard]] Call cancel_all_call(std::string_view symbol);

/// Cancels and places anew, not atomically: the old order may fill in between.
/// @param go_on_after_failure  place also when the cancel fails (ALLOW_FAILURE)
/// @error as place_order_call
[[nodiscard]] core::Result<Call> replace_order_call(const OrderReference& old,
                                                    const NewOrder& order, bool go_on_after_failure,
                                                    Purpose purpose);

/// Lowers the quantity of an open order, which keeps its place in the queue (order amend keep
/// priority). @param new_client_order_id  given anew, else the exchange makes one up
[[nodiscard]] core::Result<Call> amend_order_call(std::string_view symbol,
                                                  const OrderReference& order,
                                                  core::Quantity new_quantity,
                                                  std::string_view new_client_order_id);

/// The parts of an order that every placement has to carry. @error as place_order_call
[[nodiscard]] core::Result<void> check_order(const NewOrder& order);
/// Adds symbol, side, type and all that the type takes.
void add_order(Parameters& parameters, const NewOrder& order);

}  // namespace atb::binance
