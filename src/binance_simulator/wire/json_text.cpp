#include "binance_simulator/wire/json_text.h"

#include <fmt/format.h>

namespace atb::binance_simulator {

std::string fixed(core::Int128 units) {
  const bool negative = units < 0;
  const auto size = negative ? -units : units;
  const auto whole = static_cast<std::uint64_t>(size / core::kUnitsPerOne);
  const auto rest = static_cast<std::uint64_t>(size % core::kUnitsPerOne);
  return fmt::format("{}{}.{:08}", negative ? "-" : "", whole, rest);
}

std::int64_t number_of(core::Timestamp time, TimeUnit unit) {
  return unit == TimeUnit::ms ? time.ms() : time.us();
}

int status_of(int code) noexcept {
  switch (code) {
    case -2014:
    case -2015:
      return 401;
    case -1003:
    case -1015:
      return 429;
    case -2021:
      return 409;
    default:
      return 400;
  }
}

}  // namespace atb::binance_simulator
