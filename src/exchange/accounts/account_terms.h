#pragma once

#include <string>

#include "core/amount.h"

namespace atb::exchange {

/// Commissions of an account: shares of what it receives, a maker's or taker's plus a buyer's or
/// seller's. Source: Binance spot API, GET account/commission, FAQ "commission_faq".
struct AccountTerms {
  core::Ratio maker = core::Ratio::from_units(100'000);  ///< 0.1 %
  core::Ratio taker = core::Ratio::from_units(100'000);
  core::Ratio buyer;
  core::Ratio seller;
  bool pays_with_discount = false;  ///< in `discount_asset` while it lasts
  std::string discount_asset = "BNB";
  core::Ratio discount = core::Ratio::from_units(75'000'000);  ///< what is left to pay: 75 %
};

}  // namespace atb::exchange
