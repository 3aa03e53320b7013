#pragma once

#include <optional>

#include "core/amount.h"
#include "exchange/accounts/account_terms.h"

namespace atb::exchange {

/// The share that an account pays of what it receives.
[[nodiscard]] core::Ratio commission_rate(const AccountTerms& terms, bool is_maker, bool is_buyer);

/// The same in the discount asset: the trade's worth in the quote asset, times rate and discount,
/// at the price of the discount asset in the quote asset. Rounded down to 1e-8 like every
/// commission here; Binance does not document its direction.
/// @pre price > 0
[[nodiscard]] core::Money discounted_commission(core::Money quote, core::Ratio rate,
                                                core::Ratio discount, core::Price price);

}  // namespace atb::exchange
