#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "binance/requests/call.h"
#include "binance/requests/order_reference.h"
#include "core/time.h"

/// Calls that read the account and its orders. All signed, none changes anything.
namespace atb::binance {

[[nodiscard]] Call account_call();
[[nodiscard]] Call commission_call(std::string_view symbol);
[[nodiscard]] Call open_orders_call(std::string_view symbol);
/// -2013 is no proof that the order was never placed: see answers/placement_doubt.h.
[[nodiscard]] Call order_status_call(std::string_view symbol, const OrderReference& order);

/// @param from_order_id  orders from this id on, or the newest
[[nodiscard]] Call all_orders_call(std::string_view symbol,
                                   std::optional<std::int64_t> from_order_id, int limit);
/// Orders of a span of at most 24 h, else Binance answers -1127.
[[nodiscard]] Call all_orders_between_call(std::string_view symbol, core::Timestamp start,
                                           core::Timestamp end, int limit);

/// @param from_id  trades from this id on: last known id + 1; nothing: the newest
[[nodiscard]] Call my_trades_call(std::string_view symbol, std::optional<std::int64_t> from_id,
                                  int limit);
[[nodiscard]] Call my_trades_of_order_call(std::string_view symbol, std::int64_t order_id);
[[nodiscard]] Call order_count_call();
[[nodiscard]] Call open_order_lists_call();
[[nodiscard]] Call list_status_call(const OrderReference& list);

}  // namespace atb::binance
