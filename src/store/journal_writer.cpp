#include "store/journal_writer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <soci/soci.h>

#include "store/codec.h"
#include "store/event_facts.h"

namespace atb::store {

/// Prepared once; the members are what the statements read.
struct JournalWriter::Statements {
  explicit Statements(soci::session& sql)
      : insert((sql.prepare
                    << "INSERT INTO journal (account, session, time_us, kind, order_id, detail) "
                       "VALUES (:account, :session, :time, :kind, :order, :detail)",
                soci::use(account), soci::use(session), soci::use(time_us), soci::use(kind),
                soci::use(order, order_set), soci::use(detail))),
        update((sql.prepare << "UPDATE account SET state = :state WHERE id = :account",
                soci::use(state), soci::use(account))) {}

  long long account = 0;
  std::string session;
  long long time_us = 0;
  std::string kind;
  std::string order;
  soci::indicator order_set = soci::i_null;
  std::string detail;
  std::string state;
  soci::statement insert;
  soci::statement update;
};

JournalWriter::JournalWriter(Database& database, const Account& account, const SessionInfo& session,
                             Durability durability)
    : database_{database},
      durability_{durability},
      account_{account.id},
      session_{fmt::format("{:016x}", static_cast<std::uint64_t>(session.incarnation))},
      statements_{std::make_unique<Statements>(database.session())} {
  statements_->account = account_;
  statements_->session = session_;
}

JournalWriter::~JournalWriter() {
  // An open transaction is what was not yet asked to be durable; SQLite rolls it back.
  if (open_) (void)database_.attempt("rolling back", [](soci::session& sql) { sql.rollback(); });
}

core::Result<std::unique_ptr<JournalWriter>> JournalWriter::begin(Database& database,
                                                                  const Account& account,
                                                                  const SessionInfo& session,
                                                                  Durability durability) {
  std::unique_ptr<JournalWriter> writer;
  ATB_TRY(database.attempt("opening the session", [&](soci::session& sql) {
    writer.reset(new JournalWriter{database, account, session, durability});
    const long long account_id = account.id;
    const long long started_us = session.started.us();
    sql << "INSERT INTO session (incarnation, account, started_us, environment, strategy) "
           "VALUES (:incarnation, :account, :started, :environment, :strategy)",
        soci::use(writer->session_), soci::use(account_id), soci::use(started_us),
        soci::use(session.environment), soci::use(session.strategy);
  }));
  return writer;
}

core::Result<void> JournalWriter::record(const trading::Event& event, const trading::Output& output,
                                         const trading::Engine& engine) {
  const bool must_last =
      durability_ == Durability::before_send &&
      (!output.commands.empty() || std::holds_alternative<trading::OrderFilled>(event));
  return database_.attempt("writing the journal", [&](soci::session&) {
    begin_unless_open();
    insert_all(event, output, engine);
    if (!must_last) return;
    save(engine);
    commit_if_open();
  });
}

core::Result<void> JournalWriter::checkpoint(const trading::Engine& engine) {
  return database_.attempt("writing the journal", [&](soci::session&) {
    begin_unless_open();
    save(engine);
    commit_if_open();
  });
}

core::Result<void> JournalWriter::end(const trading::Engine& engine, core::Timestamp now) {
  return database_.attempt("ending the session", [&](soci::session& sql) {
    begin_unless_open();
    save(engine);
    const long long ended_us = now.us();
    sql << "UPDATE session SET ended_us = :ended WHERE incarnation = :session", soci::use(ended_us),
        soci::use(session_);
    commit_if_open();
  });
}

void JournalWriter::insert_all(const trading::Event& event, const trading::Output& output,
                               const trading::Engine& engine) {
  const core::Timestamp time = time_of(event);
  // A candle is market data, not a fact of the books; what was decided on it follows.
  if (!std::holds_alternative<trading::CandleClosed>(event))
    insert(time, kind_of(event), order_of(event), to_json(event).dump());
  for (const auto& decision : output.decisions) {
    const bool enter = decision.signal == strategy::Signal::enter;
    const nlohmann::ordered_json detail{{"signal", enter ? "enter" : "exit"},
                                        {"outcome", trading::describe(decision.outcome)},
                                        {"reason", engine.strategy().explain()}};
    insert(decision.time, "decision", nullptr, detail.dump());
  }
  for (const auto& command : output.commands)
    insert(trading::time_of(command), "intent", &trading::order_of(command),
           to_json(command).dump());
  for (const auto& trade : output.trades)
    insert(trade.exit_time, "trade", nullptr, to_json(trade).dump());
}

void JournalWriter::insert(core::Timestamp time, std::string_view kind,
                           const trading::OrderId* order, std::string detail) {
  auto& row = *statements_;
  row.time_us = time.us();
  row.kind = kind;
  row.order_set = order != nullptr ? soci::i_ok : soci::i_null;
  row.order = order != nullptr ? to_text(*order) : std::string{};
  row.detail = std::move(detail);
  row.insert.execute(true);
}

void JournalWriter::save(const trading::Engine& engine) {
  statements_->state = state_to_text(engine.state());
  statements_->update.execute(true);
}

void JournalWriter::begin_unless_open() {
  if (open_) return;
  database_.session().begin();
  open_ = true;
}

void JournalWriter::commit_if_open() {
  if (!open_) return;
  database_.session().commit();
  open_ = false;
}

}  // namespace atb::store
