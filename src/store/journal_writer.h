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

/// When what was recorded must be on the disk.
enum class Durability {
  /// Before `record` returns, whenever there are commands to carry out or a fill was booked; what
  /// else there is rides along. For venues outside this process: an order may not be lost.
  before_send,
  /// At the next `checkpoint`. For a venue that lives and dies with this process (recorded
  /// candles):
  /// a crash takes orders, fills and journal back together to the last checkpoint.
  at_checkpoint,
};

/// The durable journal: events, intents, decisions with their reasons, closed trades, and with them
/// the engine's state, all in one transaction.
class JournalWriter final : public trading::Journal {
 public:
  /// Opens the session in the books. @error store.failed
  [[nodiscard]] static core::Result<std::unique_ptr<JournalWriter>> begin(
      Database& database, const Account& account, const SessionInfo& session,
      Durability durability);
  ~JournalWriter() override;

  [[nodiscard]] core::Result<void> record(const trading::Event& event,
                                          const trading::Output& output,
                                          const trading::Engine& engine) override;
  /// Commits all that was recorded, and the state of the engine as it is.
  [[nodiscard]] core::Result<void> checkpoint(const trading::Engine& engine);
  /// Ends the session in the books.
  [[nodiscard]] core::Result<void> end(const trading::Engine& engine, core::Timestamp now);

 private:
  struct Statements;
  JournalWriter(Database& database, const Account& account, const SessionInfo& session,
                Durability durability);

  void insert(core::Timestamp time, std::string_view kind, const trading::OrderId* order,
              std::string detail);
  void insert_all(const trading::Event& event, const trading::Output& output,
                  const trading::Engine& engine);
  void save(const trading::Engine& engine);
  void begin_unless_open();
  void commit_if_open();

  Database& database_;
  Durability durability_;
  std::int64_t account_;
  std::string session_;
  std::unique_ptr<Statements> statements_;
  bool open_ = false;  ///< a transaction is open
};

}  // namespace atb::store
