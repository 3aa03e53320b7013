#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "binance/messages/rate_limit.h"
#include "binance/messages/time_unit.h"
#include "binance/requests/order_words.h"
#include "core/error.h"
#include "core/time.h"
#include "market/instrument.h"

namespace atb::binance {

/// What exchangeInfo says of one pair.
struct SymbolRules {
  market::Instrument instrument;  ///< names and filters
  SymbolStatus status = SymbolStatus::halt;
  std::vector<OrderType> order_types;  ///< those known here
  bool spot_trading_allowed = false;
  bool oco_allowed = false;
  bool oto_allowed = false;
  bool quote_quantity_allowed = false;  ///< MARKET with quoteOrderQty
  bool trailing_stop_allowed = false;
  bool cancel_replace_allowed = false;
  bool amend_allowed = false;
  std::vector<SelfTradePrevention> self_trade_preventions;
  std::vector<std::string> unknown_filters;  ///< types that are not known here; tolerated
  [[nodiscard]] bool allows(OrderType type) const noexcept;
};

struct ExchangeInfo {
  core::Timestamp server_time;
  std::vector<RateLimit> rate_limits;
  std::vector<SymbolRules> symbols;
};

/// @error binance.message_malformed (temporary) naming the field; a status that is not known here
///        is one: who cannot tell whether a pair trades must not trade it
[[nodiscard]] core::Result<ExchangeInfo> parse_exchange_info(std::string_view body, TimeUnit unit);

}  // namespace atb::binance
