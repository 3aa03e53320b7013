#include "binance/requests/order_words.h"

#include <array>
#include <utility>

namespace atb::binance {
namespace {

template <class Word, std::size_t N>
using Names = std::array<std::pair<Word, std::string_view>, N>;

constexpr Names<Side, 2> kSides{{{Side::buy, "BUY"}, {Side::sell, "SELL"}}};
constexpr Names<OrderType, 7> kTypes{{{OrderType::limit, "LIMIT"},
                                      {OrderType::market, "MARKET"},
                                      {OrderType::stop_loss, "STOP_LOSS"},
                                      {OrderType::stop_loss_limit, "STOP_LOSS_LIMIT"},
                                      {OrderType::take_profit, "TAKE_PROFIT"},
                                      {OrderType::take_profit_limit, "TAKE_PROFIT_LIMIT"},
                                      {OrderType::limit_maker, "LIMIT_MAKER"}}};
constexpr Names<TimeInForce, 3> kTimes{
    {{TimeInForce::gtc, "GTC"}, {TimeInForce::ioc, "IOC"}, {TimeInForce::fok, "FOK"}}};
constexpr Names<SelfTradePrevention, 6> kPreventions{
    {{SelfTradePrevention::none, "NONE"},
     {SelfTradePrevention::expire_maker, "EXPIRE_MAKER"},
     {SelfTradePrevention::expire_taker, "EXPIRE_TAKER"},
     {SelfTradePrevention::expire_both, "EXPIRE_BOTH"},
     {SelfTradePrevention::decrement, "DECREMENT"},
     {SelfTradePrevention::transfer, "TRANSFER"}}};
constexpr Names<OrderStatus, 9> kStatuses{{{OrderStatus::open, "NEW"},
                                           {OrderStatus::pending_new, "PENDING_NEW"},
                                           {OrderStatus::partially_filled, "PARTIALLY_FILLED"},
                                           {OrderStatus::filled, "FILLED"},
                                           {OrderStatus::canceled, "CANCELED"},
                                           {OrderStatus::pending_cancel, "PENDING_CANCEL"},
                                           {OrderStatus::rejected, "REJECTED"},
                                           {OrderStatus::expired, "EXPIRED"},
                                           {OrderStatus::expired_in_match, "EXPIRED_IN_MATCH"}}};
constexpr Names<ExecutionType, 7> kExecutions{
    {{ExecutionType::accepted, "NEW"},
     {ExecutionType::canceled, "CANCELED"},
     {ExecutionType::replaced, "REPLACED"},
     {ExecutionType::rejected, "REJECTED"},
     {ExecutionType::trade, "TRADE"},
     {ExecutionType::expired, "EXPIRED"},
     {ExecutionType::trade_prevention, "TRADE_PREVENTION"}}};
constexpr Names<SymbolStatus, 5> kSymbolStatuses{{{SymbolStatus::trading, "TRADING"},
                                                  {SymbolStatus::end_of_day, "END_OF_DAY"},
                                                  {SymbolStatus::halt, "HALT"},
                                                  {SymbolStatus::on_break, "BREAK"},
                                                  {SymbolStatus::cancel_only, "CANCEL_ONLY"}}};

template <class Word, std::size_t N>
std::string_view name_in(const Names<Word, N>& names, Word word) noexcept {
  for (const auto& [each, name] : names)
    if (each == word) return name;
  return "";
}

template <class Word, std::size_t N>
std::optional<Word> word_in(const Names<Word, N>& names, std::string_view text) noexcept {
  for (const auto& [each, name] : names)
    if (name == text) return each;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Side word) noexcept {
  return name_in(kSides, word);
}
std::string_view name_of(OrderType word) noexcept {
  return name_in(kTypes, word);
}
std::string_view name_of(TimeInForce word) noexcept {
  return name_in(kTimes, word);
}
std::string_view name_of(SelfTradePrevention word) noexcept {
  return name_in(kPreventions, word);
}
std::string_view name_of(OrderStatus word) noexcept {
  return name_in(kStatuses, word);
}
std::string_view name_of(ExecutionType word) noexcept {
  return name_in(kExecutions, word);
}
std::string_view name_of(SymbolStatus word) noexcept {
  return name_in(kSymbolStatuses, word);
}

template <>
std::optional<Side> parse_word<Side>(std::string_view text) noexcept {
  return word_in(kSides, text);
}
template <>
std::optional<OrderType> parse_word<OrderType>(std::string_view text) noexcept {
  return word_in(kTypes, text);
}
template <>
std::optional<TimeInForce> parse_word<TimeInForce>(std::string_view text) noexcept {
  return word_in(kTimes, text);
}
template <>
std::optional<SelfTradePrevention> parse_word<SelfTradePrevention>(std::string_view text) noexcept {
  return word_in(kPreventions, text);
}
template <>
std::optional<OrderStatus> parse_word<OrderStatus>(std::string_view text) noexcept {
  return word_in(kStatuses, text);
}
template <>
std::optional<ExecutionType> parse_word<ExecutionType>(std::string_view text) noexcept {
  return word_in(kExecutions, text);
}
template <>
std::optional<SymbolStatus> parse_word<SymbolStatus>(std::string_view text) noexcept {
  return word_in(kSymbolStatuses, text);
}

bool is_terminal(OrderStatus status) noexcept {
  switch (status) {
    case OrderStatus::filled:
    case OrderStatus::canceled:
    case OrderStatus::rejected:
    case OrderStatus::expired:
    case OrderStatus::expired_in_match:
      return true;
    case OrderStatus::open:
    case OrderStatus::pending_new:
    case OrderStatus::partially_filled:
    case OrderStatus::pending_cancel:
      return false;
  }
  return false;
}

bool is_conditional(OrderType type) noexcept {
  return type == OrderType::stop_loss || type == OrderType::stop_loss_limit ||
         type == OrderType::take_profit || type == OrderType::take_profit_limit;
}

}  // namespace atb::binance
