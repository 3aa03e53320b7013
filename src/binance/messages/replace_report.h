#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace atb::binance {

/// The two halves of a cancelReplace, as the answer tells them, in a success or as an error's data.
struct ReplaceReport {
  std::string cancel_result;  ///< SUCCESS, FAILURE, NOT_ATTEMPTED
  std::string order_result;   ///< the same
  std::string cancel_body;    ///< a report or an error, as the two calls alone would answer
  std::string order_body;     ///< the same; "null" when not attempted
};

/// Nothing when the body holds no halves.
[[nodiscard]] std::optional<ReplaceReport> parse_replace(std::string_view body);

}  // namespace atb::binance
