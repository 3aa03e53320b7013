#include "store/journal_reader.h"

#include <limits>

#include <nlohmann/json.hpp>
#include <soci/soci.h>

#include "store/codec.h"

namespace atb::store {

core::Result<std::vector<JournalRow>> read_journal(Database& database, const JournalQuery& query) {
  std::vector<JournalRow> rows;
  const long long account = query.account;
  const long long since =
      query.since ? query.since->us() : std::numeric_limits<std::int64_t>::min();
  const std::string order = query.order.value_or("");
  const int any_order = query.order ? 0 : 1;
  const long long rows_max = query.rows_max;
  ATB_TRY(database.attempt("reading the journal", [&](soci::session& sql) {
    // Bound variables and not soci::row, which reads SQLite's INTEGER as 32 bits.
    long long sequence = 0;
    long long time_us = 0;
    JournalRow row;
    soci::statement statement =
        (sql.prepare << "SELECT seq, time_us, session, kind, coalesce(order_id, ''), detail "
                        "FROM (SELECT * FROM journal WHERE account = :account AND "
                        "time_us >= :since AND (:any = 1 OR order_id = :order) "
                        "ORDER BY seq DESC LIMIT :most) ORDER BY seq",
         soci::use(account, "account"), soci::use(since, "since"), soci::use(any_order, "any"),
         soci::use(order, "order"), soci::use(rows_max, "most"), soci::into(sequence),
         soci::into(time_us), soci::into(row.session), soci::into(row.kind), soci::into(row.order),
         soci::into(row.detail));
    statement.execute();
    while (statement.fetch()) {
      row.sequence = sequence;
      row.time = core::Timestamp::from_us(time_us);
      rows.push_back(row);
    }
  }));
  return rows;
}

core::Result<std::vector<trading::Command>> read_commands(Database& database,
                                                          std::int64_t account) {
  std::vector<std::string> details;
  const long long id = account;
  ATB_TRY(database.attempt("reading the journal", [&](soci::session& sql) {
    const soci::rowset<std::string> found =
        (sql.prepare << "SELECT detail FROM journal WHERE account = :account AND kind = 'intent' "
                        "ORDER BY seq",
         soci::use(id));
    details.assign(found.begin(), found.end());
  }));
  std::vector<trading::Command> commands;
  commands.reserve(details.size());
  for (const auto& detail : details) {
    ATB_ASSIGN(auto command,
               command_from_json(nlohmann::ordered_json::parse(detail, nullptr, false)));
    commands.push_back(std::move(command));
  }
  return commands;
}

core::Result<std::uint64_t> count_trades(Database& database, std::int64_t account) {
  long long count = 0;
  const long long id = account;
  ATB_TRY(database.attempt("reading the journal", [&](soci::session& sql) {
    sql << "SELECT count(*) FROM journal WHERE account = :account AND kind = 'trade'",
        soci::use(id), soci::into(count);
  }));
  return static_cast<std::uint64_t>(count);
}

core::Result<std::optional<SessionRow>> latest_session(Database& database, std::int64_t account) {
  SessionRow row;
  const long long id = account;
  long long started_us = 0;
  long long ended_us = 0;
  soci::indicator ended = soci::i_null;
  bool found = false;
  ATB_TRY(database.attempt("reading the session", [&](soci::session& sql) {
    sql << "SELECT incarnation, started_us, ended_us, environment, strategy FROM session "
           "WHERE account = :account ORDER BY started_us DESC, rowid DESC LIMIT 1",
        soci::use(id), soci::into(row.incarnation), soci::into(started_us),
        soci::into(ended_us, ended), soci::into(row.environment), soci::into(row.strategy);
    found = sql.got_data();
  }));
  if (!found) return std::nullopt;
  row.started = core::Timestamp::from_us(started_us);
  if (ended == soci::i_ok) row.ended = core::Timestamp::from_us(ended_us);
  return row;
}

}  // namespace atb::store
