#include "exchange/accounts/commission.h"

namespace atb::exchange {

core::Ratio commission_rate(const AccountTerms& terms, bool is_maker, bool is_buyer) {
  return (is_maker ? terms.maker : terms.taker) + (is_buyer ? terms.buyer : terms.seller);
}

core::Money discounted_commission(core::Money quote, core::Ratio rate, core::Ratio discount,
                                  core::Price price) {
  const auto due =
      core::scale(core::scale(quote, rate, core::Rounding::floor), discount, core::Rounding::floor);
  return core::Money::from_units(core::divide(core::multiply(due.units(), core::kUnitsPerOne),
                                              price.units(), core::Rounding::floor));
}

}  // namespace atb::exchange
