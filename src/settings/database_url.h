#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/secret.h"

namespace atb::settings {

/// The parts of DATABASE_URL.
struct DatabaseUrl {
  enum class Kind { sqlite, postgresql };
  Kind kind = Kind::sqlite;

  std::string path;       ///< sqlite: the file, percent-decoded
  bool relative = false;  ///< sqlite: three slashes; resolve it against the state directory

  std::string host;  ///< postgresql: name or address without brackets; empty: the local socket
  std::uint16_t port = 5432;
  std::string user;
  core::SecretString password;  ///< empty when none is given
  std::string database;
  std::map<std::string, std::string> options;  ///< what stands after `?`, such as sslmode

  /// postgresql over a network: neither a local socket nor a loopback address.
  [[nodiscard]] bool is_remote() const;
};

/// Reads `sqlite:///relative/file`, `sqlite:////absolute/file` and
/// `postgresql://user:password@host:port/database?option=value` (also `postgres://`).
/// A relative path may not leave its directory by `..`; a database in memory is refused, as it
/// would forget its orders.
/// @error database_url.malformed (settings)  says what is wrong, never the text
[[nodiscard]] core::Result<DatabaseUrl> parse_database_url(std::string_view text);

}  // namespace atb::settings
