#pragma once

#include <string_view>

#include "core/amount.h"

/// Amounts as text, for tests: money("100.5").
namespace atb::trading::testing {

inline core::Money money(std::string_view text) {
  return core::parse_money(text).value();
}
inline core::Price price(std::string_view text) {
  return core::parse_price(text).value();
}
inline core::Quantity quantity(std::string_view text) {
  return core::parse_quantity(text).value();
}
inline core::Ratio ratio(std::string_view text) {
  return core::parse_ratio(text).value();
}

}  // namespace atb::trading::testing
