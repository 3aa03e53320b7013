#pragma once

#include <cstdint>
#include <string>

#include "core/error.h"
#include "core/time.h"

namespace atb::net {

/// What a PostgreSQL server says before anybody logs in.
struct PostgresAnswer {
  bool offers_tls = false;
};

/// Asks a server whether it speaks PostgreSQL and offers TLS; logs in nowhere.
/// Source: PostgreSQL documentation, "SSL Session Encryption" (SSLRequest, answered by S or N).
/// @error net.resolve_failed, net.connect_failed, net.connect_timeout (temporary);
///        net.not_postgres (settings)  something else answers there
[[nodiscard]] core::Result<PostgresAnswer> ask_postgres(
    const std::string& host, std::uint16_t port,
    core::Duration timeout = core::Duration::seconds(3));

}  // namespace atb::net
