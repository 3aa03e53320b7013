#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/amount.h"
#include "core/error.h"
#include "core/time.h"
#include "store/database.h"
#include "trading/engine_state.h"

namespace atb::store {

/// The books of one pair in one mode. Paper and live never share one.
struct Account {
  std::int64_t id = 0;
  std::string pair;
  std::string mode;  ///< "paper" or "live"
  std::string quote_asset;
  core::Duration interval;  ///< of the candles that it trades on
  core::Money initial_cash;
  core::Timestamp created;
  trading::EngineState state;  ///< where the engine stood at the last commit
};

/// The account of a pair and mode, or nothing.
[[nodiscard]] core::Result<std::optional<Account>> find_account(Database& database,
                                                                const std::string& pair,
                                                                const std::string& mode);

/// The account that was last written to, or nothing when there is none.
[[nodiscard]] core::Result<std::optional<Account>> latest_account(Database& database);

/// Opens the books with `initial_cash`, durably. @pre no account of this pair and mode exists
[[nodiscard]] core::Result<Account> create_account(Database& database, const std::string& pair,
                                                   const std::string& mode,
                                                   const std::string& quote_asset,
                                                   core::Duration interval,
                                                   core::Money initial_cash, core::Timestamp now);

}  // namespace atb::store
