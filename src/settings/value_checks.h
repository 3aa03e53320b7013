#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/amount.h"

/// One check per kind of value. What is wrong comes back as words that complete "<NAME> …", with
/// the cure, and never hold the value.
namespace atb::settings {

template <class T>
using Outcome = tl::expected<T, std::string>;

/// Faults that no value may have: blanks around it, control characters, invalid UTF-8.
[[nodiscard]] std::optional<std::string> text_fault(std::string_view value);

/// An example of the guide or another text that stands for a value: your-api-key-here,
/// YOUR/WEBHOOK/URL, abc123..., changeme.
[[nodiscard]] bool is_placeholder(std::string_view value);

/// A password that stands in examples and in every list of guesses.
[[nodiscard]] bool is_common_password(std::string_view password);

/// The ends of a range; what is outside is refused with a hint when a percentage was meant.
struct RatioRange {
  core::Ratio low;
  core::Ratio high;
  bool low_allowed;
  bool high_allowed;
};
[[nodiscard]] Outcome<core::Ratio> check_ratio(std::string_view value, const RatioRange& range,
                                               std::string_view range_in_words);

/// A plain decimal above zero, at most 10^15.
[[nodiscard]] Outcome<core::Money> check_money(std::string_view value);

/// A Binance symbol: 2 to 20 of A to Z and 0 to 9.
[[nodiscard]] Outcome<std::string> check_symbol(std::string_view value);

/// A count and a unit as in 15m. Which of them Binance has is the market's to say.
[[nodiscard]] Outcome<std::string> check_interval(std::string_view value);

/// Lower-case letters, digits and hyphens, a letter first.
[[nodiscard]] Outcome<std::string> check_strategy(std::string_view value);

/// "fast=10,slow=30"; names in lower case, values of letters, digits, `.`, `_`, `-`.
[[nodiscard]] Outcome<std::map<std::string, std::string>> check_parameters(std::string_view value);

/// Printable ASCII without blanks, 1 to 4096 characters.
[[nodiscard]] std::optional<std::string> secret_fault(std::string_view value);

/// https://host/…
[[nodiscard]] std::optional<std::string> webhook_fault(std::string_view value);

}  // namespace atb::settings
