#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace atb::trading {

/// Drawn at random at each process start, so that a restored old database cannot repeat an id.
enum class Incarnation : std::uint64_t {};

/// Counts the orders of one store, from 1.
enum class OrderNumber : std::uint64_t {};

/// Names one order for good; never used again.
struct OrderId {
  Incarnation incarnation{};
  OrderNumber number{};
  friend constexpr auto operator<=>(const OrderId&, const OrderId&) noexcept = default;
};

/// Which order of a protection: the stop-loss or the take-profit. Plain orders have none.
enum class Leg { none, stop_loss, take_profit };

/// The id as the exchange gets it: "atb" + incarnation (13 characters, base 32) + "-" + number, and
/// for a leg "s" or "t". At most 36 characters of [a-z0-9-], as Binance's newClientOrderId allows.
[[nodiscard]] std::string client_order_id(const OrderId& id, Leg leg = Leg::none);

}  // namespace atb::trading
