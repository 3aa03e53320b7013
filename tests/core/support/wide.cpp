#include "core/support/wide.h"

#include <limits>
#include <tuple>

namespace atb::core {
namespace {

__extension__ using Uint128 = unsigned __int128;

Int128 limit(bool lowest) {
  const auto highest = static_cast<Int128>(~Uint128{0} >> 1);
  return lowest ? -highest - 1 : highest;
}

}  // namespace

Wide wide(Int128 value) {
  const Wide high = static_cast<std::int64_t>(value >> 64);
  const Wide low = static_cast<std::uint64_t>(value);
  return high * (Wide{1} << 64) + low;
}

bool is_quotient(const Wide& quotient, const Wide& numerator, const Wide& denominator,
                 Rounding rounding) {
  // With a positive divisor the remainder below is what the rounding left out.
  const Wide divisor = abs(denominator);
  const Wide dividend = denominator < 0 ? Wide{-numerator} : numerator;
  const Wide rest = dividend - quotient * divisor;
  switch (rounding) {
    case Rounding::floor:
      return rest >= 0 && rest < divisor;
    case Rounding::ceiling:
      return rest <= 0 && -rest < divisor;
    case Rounding::toward_zero:
      return abs(rest) < divisor && (dividend >= 0 ? rest >= 0 : rest <= 0);
    case Rounding::half_to_even:
      return abs(rest) * 2 < divisor || (abs(rest) * 2 == divisor && quotient % 2 == 0);
  }
  return false;
}

rc::Gen<Int128> any_int128() {
  const auto spread = rc::gen::map(
      rc::gen::tuple(rc::gen::arbitrary<std::int64_t>(), rc::gen::arbitrary<std::uint64_t>(),
                     rc::gen::inRange(0, 128)),
      [](const std::tuple<std::int64_t, std::uint64_t, int>& parts) {
        const auto& [high, low, shift] = parts;
        const Int128 value = static_cast<Int128>(static_cast<Uint128>(high) << 64 | low);
        return value >> shift;
      });
  return rc::gen::weightedOneOf<Int128>(
      {{30, spread},
       {1, rc::gen::map(rc::gen::arbitrary<bool>(), [](bool lowest) { return limit(lowest); })}});
}

rc::Gen<std::int64_t> any_int64() {
  using Limits = std::numeric_limits<std::int64_t>;
  const auto spread = rc::gen::map(
      rc::gen::pair(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange(0, 64)),
      [](const std::pair<std::int64_t, int>& parts) { return parts.first >> parts.second; });
  return rc::gen::weightedOneOf<std::int64_t>(
      {{30, spread},
       {1, rc::gen::element(Limits::min(), Limits::min() + 1, Limits::max(), std::int64_t{0})}});
}

rc::Gen<Rounding> any_rounding() {
  return rc::gen::element(Rounding::floor, Rounding::ceiling, Rounding::toward_zero,
                          Rounding::half_to_even);
}

}  // namespace atb::core
