#pragma once

#include <optional>
#include <string_view>

namespace atb::settings {

/// Takes the first character off `rest`. Nothing, and `rest` untouched, when it does not start with
/// valid UTF-8 (overlong forms, surrogates and values above U+10FFFF are not). @pre !rest.empty()
[[nodiscard]] std::optional<char32_t> take_character(std::string_view& rest) noexcept;

/// What matters about a text before it is written down for other programs.
struct TextProfile {
  bool valid = true;             ///< UTF-8 throughout; when false the rest holds up to the fault
  bool control = false;          ///< C0 (tab and line feed too), DEL or C1
  bool blank = false;            ///< a space, also one of Unicode's
  bool byte_order_mark = false;  ///< starts with U+FEFF
};
[[nodiscard]] TextProfile profile(std::string_view text) noexcept;

}  // namespace atb::settings
