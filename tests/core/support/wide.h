#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <rapidcheck.h>

#include "core/decimal.h"

/// The oracle of the arithmetic tests: integers without a limit, and generators that reach the
/// edges of the ranges under test.
namespace atb::core {

using Wide = boost::multiprecision::cpp_int;

[[nodiscard]] Wide wide(Int128 value);

/// True when `quotient` is numerator / denominator under `rounding`, by the definition of each
/// rounding and not by a second way to compute it.
[[nodiscard]] bool is_quotient(const Wide& quotient, const Wide& numerator, const Wide& denominator,
                               Rounding rounding);

/// Every magnitude is about as likely as another; the limits themselves turn up as well.
[[nodiscard]] rc::Gen<Int128> any_int128();
[[nodiscard]] rc::Gen<std::int64_t> any_int64();
[[nodiscard]] rc::Gen<Rounding> any_rounding();

}  // namespace atb::core
