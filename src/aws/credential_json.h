#pragma once

#include <string_view>

#include "aws/credentials.h"
#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"

namespace atb::aws {

/// Who writes a key as JSON; each has its own names for the same things.
enum class CredentialFormat {
  process,    ///< `credential_process`: Version 1, SessionToken; Expiration may be missing
  container,  ///< the container's endpoint: Token; Expiration may be missing
  metadata,   ///< instance metadata: Code "Success", Token and Expiration always
};

/// Reads a key; `source` is left empty.
/// @error aws.credentials_malformed (not_authorised), naming the field, never a value;
///        aws.metadata_failed (not_authorised) with the service's Code and Message
[[nodiscard]] core::Result<Credentials> parse_credentials(const core::SecretBuffer& json,
                                                          CredentialFormat format);

/// Reads "2025-01-02T03:04:05Z", also with a fraction or with an offset such as +00:00.
/// @error time.malformed (usage)
[[nodiscard]] core::Result<core::Timestamp> parse_expiration(std::string_view text);

/// Text of a service for people: its first line, at most 400 characters, nothing unprintable.
[[nodiscard]] std::string for_people(std::string_view text);

}  // namespace atb::aws
