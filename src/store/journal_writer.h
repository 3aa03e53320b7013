#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "store/account.h"
#include "store/database.h"
#include "trading/journal.h"

namespace atb::store {

/// What a session is called in the books.
struct SessionInfo {
  trading::Incarnation incarnation{};
  core::Timestamp started;
  std::string environment;
  std::string strategy;  ///< name and parameters: "sma-cross fast=10,slow=30"
};

/// The durable journal: events, intents, decisions with their reasons, closed trades, and with them
/// the engine's state, all in one transaction. It is committed before `record` returns whenever
/// there are commands to carry out or a fill was booked; what else there is rides along.
class JournalWriter final : public trading::Journal {
 public:
  /// Opens the session in the books. @error store.failed
  [[nodiscard]] static core::Result<std::unique_ptr<JournalWriter>> begin(
      Database& database, const Account& account, const SessionInfo& session);
  ~JournalWriter() override;

  [[nodiscard]] core::Result<void> record(const trading::Event& event,
                                          const trading::Output& output,
                                          const trading::Engine& engine) override;
  /// Commits the state of the engine as it is, such as the last candle seen.
  [[nodiscard]] core::Result<void> checkpoint(const trading::Engine& engine);
  /// Ends the session in the books.
  [[nodiscard]] core::Result<void> end(const trading::Engine& engine, core::Timestamp now);

 private:
  struct Statements;
  JournalWriter(Database& database, const Account& account, const SessionInfo& session);

  void insert(core::Timestamp time, std::string_view kind, const trading::OrderId* order,
              std::string detail);
  void insert_all(const trading::Event& event, const trading::Output& output,
                  const trading::Engine& engine);
  void save(const trading::Engine& engine);
  void begin_unless_open();
  void commit_if_open();

  Database& database_;
  std::int64_t account_;
  std::string session_;
  std::unique_ptr<Statements> statements_;
  bool open_ = false;  ///< a transaction is open
};

}  // namespace atb::store
