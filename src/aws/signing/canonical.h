#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/headers.h"

/// The canonical form of a request, over which a signature is computed: the signer and whoever
/// checks a signature call the same functions. Pure.
/// Source: AWS Signature Version 4, "Create a canonical request" (all services but S3).
namespace atb::aws {

/// Dot segments removed, "//" collapsed, then every byte outside `A-Za-z0-9-_.~/` percent-encoded,
/// '%' too; an empty path is "/".
[[nodiscard]] std::string canonical_path(std::string_view path);

/// Names and values decoded and encoded again (only `A-Za-z0-9-_.~` stay), sorted by name, then
/// value; a name without '=' gets one.
[[nodiscard]] std::string canonical_query(std::string_view query);

/// The value as it is signed: trimmed, inner runs of blanks and tabs folded to one blank.
[[nodiscard]] std::string canonical_value(std::string_view value);

/// Names of the headers that are signed, in lower case, sorted, once each: all but those that a
/// proxy or the transport may change (connection, user-agent, …) and `authorization` itself.
[[nodiscard]] std::vector<std::string> signable_names(const net::Headers& headers);

/// "content-type;host;x-amz-date"
[[nodiscard]] std::string join_names(const std::vector<std::string>& names);

/// A request's parts as they go, or came, over the wire.
struct CanonicalParts {
  std::string_view method;
  std::string_view path;
  std::string_view query;
  const net::Headers& headers;
  const std::vector<std::string>& signed_names;  ///< lower case, sorted
  std::string_view body_sha256;                  ///< hexadecimal
};

/// The canonical request. A signed name that the headers lack gets an empty value; values of a
/// repeated header are joined with ','.
[[nodiscard]] std::string canonical_request(const CanonicalParts& parts);

}  // namespace atb::aws
