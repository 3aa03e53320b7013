#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// The words of Binance's order life. Source: Binance spot API, "ENUM definitions".
namespace atb::exchange {

enum class Side : std::uint8_t { buy, sell };
enum class OrderType : std::uint8_t {
  limit,
  market,
  limit_maker,
  stop_loss,
  stop_loss_limit,
  take_profit,
  take_profit_limit
};
enum class TimeInForce : std::uint8_t { gtc, ioc, fok };
enum class OrderStatus : std::uint8_t {
  fresh,  ///< NEW
  pending_new,
  partially_filled,
  filled,
  canceled,
  rejected,
  expired,
  expired_in_match
};
enum class ExecutionType : std::uint8_t {
  fresh,  ///< NEW
  canceled,
  replaced,
  rejected,
  trade,
  expired,
  trade_prevention
};
enum class ExpiryReason : std::uint8_t {
  none,
  rejected,
  exchange_canceled,
  oco_trigger,
  oto_phase_one_expired,
  unfilled_ioc_quantity_expired,
  unfilled_fok_order_expired,
  insufficient_liquidity
};
enum class SelfTradePrevention : std::uint8_t {
  none,
  expire_taker,
  expire_maker,
  expire_both,
  decrement,
  transfer  ///< as decrement: trade groups are not simulated
};
enum class SymbolStatus : std::uint8_t { trading, end_of_day, halt, pause, cancel_only };
enum class Contingency : std::uint8_t { oco, oto };
enum class ListStatusType : std::uint8_t { exec_started, updated, all_done };
enum class CancelRestriction : std::uint8_t { none, only_new, only_partially_filled };

[[nodiscard]] std::string_view to_text(Side side) noexcept;
[[nodiscard]] std::string_view to_text(OrderType type) noexcept;
[[nodiscard]] std::string_view to_text(TimeInForce time) noexcept;
[[nodiscard]] std::string_view to_text(OrderStatus status) noexcept;
[[nodiscard]] std::string_view to_text(ExecutionType type) noexcept;
[[nodiscard]] std::string_view to_text(ExpiryReason reason) noexcept;
[[nodiscard]] std::string_view to_text(SelfTradePrevention mode) noexcept;
[[nodiscard]] std::string_view to_text(SymbolStatus status) noexcept;  ///< `pause` is "BREAK"
[[nodiscard]] std::string_view to_text(Contingency contingency) noexcept;
[[nodiscard]] std::string_view to_text(ListStatusType type) noexcept;

/// The words back; nothing for others. Letter case counts.
[[nodiscard]] std::optional<Side> parse_side(std::string_view text) noexcept;
[[nodiscard]] std::optional<OrderType> parse_order_type(std::string_view text) noexcept;
[[nodiscard]] std::optional<TimeInForce> parse_time_in_force(std::string_view text) noexcept;
[[nodiscard]] std::optional<SelfTradePrevention> parse_self_trade_prevention(
    std::string_view text) noexcept;
[[nodiscard]] std::optional<SymbolStatus> parse_symbol_status(std::string_view text) noexcept;

/// FILLED, CANCELED, REJECTED, EXPIRED, EXPIRED_IN_MATCH: nothing of the order changes any more.
[[nodiscard]] bool is_final(OrderStatus status) noexcept;
/// Waits for a price: STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT.
[[nodiscard]] bool is_conditional(OrderType type) noexcept;
/// Carries a price of its own: all but MARKET, STOP_LOSS and TAKE_PROFIT.
[[nodiscard]] bool has_price(OrderType type) noexcept;
/// The side of the last price on which the trigger lies: true for STOP_LOSS BUY, TAKE_PROFIT SELL.
/// @pre is_conditional(type)
[[nodiscard]] bool triggers_above(OrderType type, Side side) noexcept;

}  // namespace atb::exchange
