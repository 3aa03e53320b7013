#pragma once

#include "core/error.h"

namespace soci {
class session;
}

namespace atb::store {

/// Brings an empty or older database to the present schema: numbered steps, forward only, one
/// transaction each. @error store.newer_schema (kind refused): written by a newer program;
/// store.foreign (kind refused): a database of something else
[[nodiscard]] core::Result<void> migrate(soci::session& sql);

/// Checks that this program can read the database. @error as `migrate`
[[nodiscard]] core::Result<void> check_schema(soci::session& sql);

}  // namespace atb::store
