#include "binance_simulator/api/commission_json.h"

namespace atb::binance_simulator {
namespace {

Json discount(const exchange::AccountTerms& terms) {
  return {{"enabledForAccount", terms.pays_with_discount},
          {"enabledForSymbol", true},
          {"discountAsset", terms.discount_asset},
          {"discount", fixed(terms.discount)}};
}

}  // namespace

Json account_commissions(const exchange::AccountTerms& terms, const std::string& symbol) {
  const Json none{{"maker", "0.00000000"},
                  {"taker", "0.00000000"},
                  {"buyer", "0.00000000"},
                  {"seller", "0.00000000"}};
  return {{"symbol", symbol},
          {"standardCommission",
           {{"maker", fixed(terms.maker)},
            {"taker", fixed(terms.taker)},
            {"buyer", fixed(terms.buyer)},
            {"seller", fixed(terms.seller)}}},
          {"specialCommission", none},
          {"taxCommission", none},
          {"discount", discount(terms)}};
}

Json order_commissions(const exchange::AccountTerms& terms) {
  const Json none{{"maker", "0.00000000"}, {"taker", "0.00000000"}};
  return {{"standardCommissionForOrder",
           {{"maker", fixed(terms.maker)}, {"taker", fixed(terms.taker)}}},
          {"specialCommissionForOrder", none},
          {"taxCommissionForOrder", none},
          {"discount", discount(terms)}};
}

}  // namespace atb::binance_simulator
