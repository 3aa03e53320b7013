#pragma once

#include <string>

#include <tl/expected.hpp>

namespace atb::exchange {

/// The exchange says no; nothing changed. Source: Binance spot API, "Error codes".
struct Refusal {
  int code = 0;  ///< -2010
  std::string message;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

template <class T>
using Outcome = tl::expected<T, Refusal>;

[[nodiscard]] inline tl::unexpected<Refusal> refuse(int code, std::string message) {
  return tl::unexpected<Refusal>{Refusal{code, std::move(message)}};
}

/// "Filter failure: LOT_SIZE" as code -1013.
[[nodiscard]] inline tl::unexpected<Refusal> filter_failure(std::string filter) {
  return refuse(-1013, "Filter failure: " + std::move(filter));
}

}  // namespace atb::exchange

/// Hands a refusal up, or goes on.
#define ATB_ALLOW(expression)                                                               \
  do {                                                                                      \
    if (auto atb_allow_result = (expression); !atb_allow_result)                            \
      return ::tl::unexpected<::atb::exchange::Refusal>(std::move(atb_allow_result).error()); \
  } while (false)
