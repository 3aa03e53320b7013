#pragma once

#include <optional>
#include <string>

#include <sys/types.h>

#include "core/error.h"

namespace atb::files {

/// Whom a file shall belong to.
struct Owner {
  uid_t user = 0;
  std::optional<gid_t> group;
};

/// Reads "user", "user:group" or "user:" (that user's own group); names or numbers.
/// @error owner.malformed (usage), owner.unknown (not_found)  no such user or group here;
///        owner.lookup_failed (temporary)
[[nodiscard]] core::Result<Owner> parse_owner(const std::string& text);

}  // namespace atb::files
