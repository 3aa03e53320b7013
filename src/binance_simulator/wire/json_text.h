#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "core/amount.h"
#include "core/time.h"
#include "exchange/orders/refusal.h"

/// Values as Binance's answers write them.
namespace atb::binance_simulator {

/// In the order in which the fields were added, as Binance writes them.
using Json = nlohmann::ordered_json;

/// Of times in answers. Source: header X-MBX-TIME-UNIT, parameter timeUnit.
enum class TimeUnit : std::uint8_t { ms, us };

/// "0.10000000": always eight decimals.
[[nodiscard]] std::string fixed(core::Int128 units);
template <class Tag, class Units>
[[nodiscard]] std::string fixed(core::Amount<Tag, Units> amount) {
  return fixed(core::Int128{amount.units()});
}
[[nodiscard]] std::int64_t number_of(core::Timestamp time, TimeUnit unit);

/// A refusal with what Binance adds to some of them.
struct ApiError {
  explicit(false) ApiError(exchange::Refusal refusal_) : refusal{std::move(refusal_)} {}
  exchange::Refusal refusal;
  Json data;  ///< null: none
};

template <class T>
using Answer = tl::expected<T, ApiError>;

/// The HTTP status that goes with a code: 401 for keys, 429 for limits, 409 for half a
/// cancelReplace, else 400.
[[nodiscard]] int status_of(int code) noexcept;

}  // namespace atb::binance_simulator
