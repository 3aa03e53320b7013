#pragma once

#include <string_view>

#include "core/error.h"
#include "core/secret.h"
#include "settings/values.h"

namespace atb::settings {

/// Largest SecretString that Secrets Manager stores, bytes.
inline constexpr std::size_t kSecretJsonMax = 65'536;

/// Reads the JSON of a secret: one flat object of strings and numbers. A number keeps the text that
/// it was written with. Refused: other values (nested ones too), names that are empty or hold other
/// than letters, digits, `_`, `.`, `-`, names given twice, text after the object, more than 64 KiB.
/// @error secret.malformed_json (settings)  not JSON; says where, and explains a "..." left in
/// @error secret.invalid (settings)  JSON of the wrong shape: all faults with their names
[[nodiscard]] core::Result<Values> parse_secret_json(std::string_view text);

/// One line, names and values as JSON strings in their order; reads back to the same values.
/// @pre names and values are valid UTF-8
[[nodiscard]] core::SecretBuffer render_secret_json(const Values& values);

}  // namespace atb::settings
