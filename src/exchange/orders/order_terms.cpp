#include "exchange/orders/order_terms.h"

#include <array>
#include <cstddef>

namespace atb::exchange {
namespace {

constexpr std::array<std::string_view, 2> kSides{"BUY", "SELL"};
constexpr std::array<std::string_view, 7> kTypes{
    "LIMIT",           "MARKET",      "LIMIT_MAKER",      "STOP_LOSS",
    "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"};
constexpr std::array<std::string_view, 3> kTimes{"GTC", "IOC", "FOK"};
constexpr std::array<std::string_view, 8> kStatuses{
    "NEW",      "PENDING_NEW", "PARTIALLY_FILLED", "FILLED",
    "CANCELED", "REJECTED",    "EXPIRED",          "EXPIRED_IN_MATCH"};
constexpr std::array<std::string_view, 7> kExecutions{
    "NEW", "CANCELED", "REPLACED", "REJECTED", "TRADE", "EXPIRED", "TRADE_PREVENTION"};
constexpr std::array<std::string_view, 8> kReasons{"NONE",
                                                   "REJECTED",
                                                   "EXCHANGE_CANCELED",
                                                   "OCO_TRIGGER",
                                                   "OTO_PHASE_ONE_EXPIRED",
                                                   "UNFILLED_IOC_QUANTITY_EXPIRED",
                                                   "UNFILLED_FOK_ORDER_EXPIRED",
                                                   "INSUFFICIENT_LIQUIDITY"};
constexpr std::array<std::string_view, 6> kPreventions{
    "NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"};
constexpr std::array<std::string_view, 5> kSymbolStatuses{"TRADING", "END_OF_DAY", "HALT", "BREAK",
                                                          "CANCEL_ONLY"};
constexpr std::array<std::string_view, 2> kContingencies{"OCO", "OTO"};
constexpr std::array<std::string_view, 3> kListStatuses{"EXEC_STARTED", "UPDATED", "ALL_DONE"};

template <std::size_t N, class Word>
std::string_view text_of(const std::array<std::string_view, N>& words, Word word) noexcept {
  return words[static_cast<std::size_t>(word)];
}

template <class Word, std::size_t N>
std::optional<Word> find(const std::array<std::string_view, N>& words,
                         std::string_view text) noexcept {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == text) return static_cast<Word>(i);
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Side side) noexcept { return text_of(kSides, side); }
std::string_view to_text(OrderType type) noexcept { return text_of(kTypes, type); }
std::string_view to_text(TimeInForce time) noexcept { return text_of(kTimes, time); }
std::string_view to_text(OrderStatus status) noexcept { return text_of(kStatuses, status); }
std::string_view to_text(ExecutionType type) noexcept { return text_of(kExecutions, type); }
std::string_view to_text(ExpiryReason reason) noexcept { return text_of(kReasons, reason); }
std::string_view to_text(SelfTradePrevention mode) noexcept { return text_of(kPreventions, mode); }
std::string_view to_text(SymbolStatus status) noexcept { return text_of(kSymbolStatuses, status); }
std::string_view to_text(Contingency contingency) noexcept {
  return text_of(kContingencies, contingency);
}
std::string_view to_text(ListStatusType type) noexcept { return text_of(kListStatuses, type); }

std::optional<Side> parse_side(std::string_view text) noexcept { return find<Side>(kSides, text); }
std::optional<OrderType> parse_order_type(std::string_view text) noexcept {
  return find<OrderType>(kTypes, text);
}
std::optional<TimeInForce> parse_time_in_force(std::string_view text) noexcept {
  return find<TimeInForce>(kTimes, text);
}
std::optional<SelfTradePrevention> parse_self_trade_prevention(std::string_view text) noexcept {
  return find<SelfTradePrevention>(kPreventions, text);
}
std::optional<SymbolStatus> parse_symbol_status(std::string_view text) noexcept {
  return find<SymbolStatus>(kSymbolStatuses, text);
}

bool is_final(OrderStatus status) noexcept {
  return status != OrderStatus::fresh && status != OrderStatus::pending_new &&
         status != OrderStatus::partially_filled;
}

bool is_conditional(OrderType type) noexcept { return type >= OrderType::stop_loss; }

bool has_price(OrderType type) noexcept {
  return type == OrderType::limit || type == OrderType::limit_maker ||
         type == OrderType::stop_loss_limit || type == OrderType::take_profit_limit;
}

bool triggers_above(OrderType type, Side side) noexcept {
  const bool stop = type == OrderType::stop_loss || type == OrderType::stop_loss_limit;
  return stop == (side == Side::buy);
}

}  // namespace atb::exchange
