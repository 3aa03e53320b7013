#pragma once

#include <string>
#include <string_view>

#include "core/secret.h"

namespace atb::aws {

/// SHA-256 of the bytes, in lower-case hexadecimal (64 characters).
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA256: 32 bytes, wiped when they go.
[[nodiscard]] core::SecretBuffer hmac_sha256(std::string_view key, std::string_view message);

/// Lower-case hexadecimal of the bytes.
[[nodiscard]] std::string to_hex(std::string_view bytes);

}  // namespace atb::aws
