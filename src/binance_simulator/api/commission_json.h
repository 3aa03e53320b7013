#pragma once

#include "binance_simulator/wire/json_text.h"
#include "exchange/accounts/account_terms.h"

namespace atb::binance_simulator {

/// Of account/commission.
[[nodiscard]] Json account_commissions(const exchange::AccountTerms& terms,
                                       const std::string& symbol);
/// Of order/test with computeCommissionRates.
[[nodiscard]] Json order_commissions(const exchange::AccountTerms& terms);

}  // namespace atb::binance_simulator
