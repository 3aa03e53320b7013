#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/time.h"
#include "store/database.h"
#include "trading/command.h"

namespace atb::store {

/// One line of the journal.
struct JournalRow {
  std::int64_t sequence = 0;
  core::Timestamp time;
  std::string session;  ///< incarnation, 16 hex digits
  std::string kind;     ///< started, intent, accepted, rejected, cancelled, fill, decision, trade
  std::string order;    ///< empty where the row speaks of no order
  std::string detail;   ///< JSON
};

struct JournalQuery {
  std::int64_t account = 0;
  std::optional<core::Timestamp> since;
  std::optional<std::string> order;
  std::int64_t rows_max = 1'000'000;  ///< the newest that many
};

/// Rows in the order in which they were written.
[[nodiscard]] core::Result<std::vector<JournalRow>> read_journal(Database& database,
                                                                 const JournalQuery& query);

/// All commands of an account since its first session, in order.
[[nodiscard]] core::Result<std::vector<trading::Command>> read_commands(Database& database,
                                                                        std::int64_t account);

/// How many round trips an account has closed since its first session.
[[nodiscard]] core::Result<std::uint64_t> count_trades(Database& database, std::int64_t account);

/// The newest session of an account.
struct SessionRow {
  std::string incarnation;
  core::Timestamp started;
  std::optional<core::Timestamp> ended;  ///< absent: running, or it did not end cleanly
  std::string environment;
  std::string strategy;
};
[[nodiscard]] core::Result<std::optional<SessionRow>> latest_session(Database& database,
                                                                     std::int64_t account);

}  // namespace atb::store
