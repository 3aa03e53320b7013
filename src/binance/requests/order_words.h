#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// The words of Binance's orders. `name_of` gives the wire's word, `parse_word` reads it.
/// Source: Binance spot API, "Enums".
namespace atb::binance {

enum class Side : std::uint8_t { buy, sell };
enum class OrderType : std::uint8_t {
  limit,
  market,
  stop_loss,
  stop_loss_limit,
  take_profit,
  take_profit_limit,
  limit_maker,
};
enum class TimeInForce : std::uint8_t { gtc, ioc, fok };
enum class SelfTradePrevention : std::uint8_t {
  none,
  expire_maker,
  expire_taker,
  expire_both,
  decrement,
  transfer,
};
enum class OrderStatus : std::uint8_t {
  open,  ///< NEW
  pending_new,
  partially_filled,
  filled,
  canceled,
  pending_cancel,
  rejected,
  expired,
  expired_in_match,
};
/// What an executionReport tells of (its field x).
enum class ExecutionType : std::uint8_t {
  accepted,  ///< NEW
  canceled,
  replaced,
  rejected,
  trade,
  expired,
  trade_prevention,
};
enum class SymbolStatus : std::uint8_t { trading, end_of_day, halt, on_break, cancel_only };

[[nodiscard]] std::string_view name_of(Side word) noexcept;
[[nodiscard]] std::string_view name_of(OrderType word) noexcept;
[[nodiscard]] std::string_view name_of(TimeInForce word) noexcept;
[[nodiscard]] std::string_view name_of(SelfTradePrevention word) noexcept;
[[nodiscard]] std::string_view name_of(OrderStatus word) noexcept;
[[nodiscard]] std::string_view name_of(ExecutionType word) noexcept;
[[nodiscard]] std::string_view name_of(SymbolStatus word) noexcept;

/// The word as an enum, or nothing for one that is not known here. Defined for the enums above.
template <class Word>
[[nodiscard]] std::optional<Word> parse_word(std::string_view text) noexcept;

/// True when nothing more can happen to the order: FILLED, CANCELED, REJECTED, EXPIRED,
/// EXPIRED_IN_MATCH.
[[nodiscard]] bool is_terminal(OrderStatus status) noexcept;

/// True for the types that wait for a trigger; they count for MAX_NUM_ALGO_ORDERS.
[[nodiscard]] bool is_conditional(OrderType type) noexcept;

}  // namespace atb::binance
