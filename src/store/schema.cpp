#include "store/schema.h"

#include <array>
#include <string_view>

#include <fmt/format.h>
#include <soci/soci.h>

namespace atb::store {
namespace {

/// "atb1" in SQLite's application_id: tells our file from any other.
constexpr int kApplicationId = 0x61746231;

constexpr std::array<std::string_view, 4> kVersion1{
    R"(CREATE TABLE account (
         id INTEGER PRIMARY KEY,
         pair TEXT NOT NULL, mode TEXT NOT NULL, quote_asset TEXT NOT NULL,
         interval_us INTEGER NOT NULL,
         initial_cash TEXT NOT NULL, created_us INTEGER NOT NULL,
         state TEXT NOT NULL,
         UNIQUE (pair, mode)) STRICT)",
    R"(CREATE TABLE session (
         incarnation TEXT PRIMARY KEY,
         account INTEGER NOT NULL REFERENCES account (id),
         started_us INTEGER NOT NULL, ended_us INTEGER,
         environment TEXT NOT NULL, strategy TEXT NOT NULL) STRICT)",
    R"(CREATE TABLE journal (
         seq INTEGER PRIMARY KEY,
         account INTEGER NOT NULL REFERENCES account (id),
         session TEXT NOT NULL REFERENCES session (incarnation),
         time_us INTEGER NOT NULL, kind TEXT NOT NULL, order_id TEXT,
         detail TEXT NOT NULL) STRICT)",
    "CREATE INDEX journal_order ON journal (order_id) WHERE order_id IS NOT NULL",
};

/// Each entry lifts the schema by one version. Never edited once released, only added to.
const std::array<const std::array<std::string_view, 4>*, 1> kSteps{&kVersion1};

int pragma(soci::session& sql, const char* name) {
  int value = 0;
  sql << fmt::format("PRAGMA {}", name), soci::into(value);
  return value;
}

int tables(soci::session& sql) {
  int count = 0;
  sql << "SELECT count(*) FROM sqlite_master", soci::into(count);
  return count;
}

}  // namespace

core::Result<void> check_schema(soci::session& sql) {
  const int version = pragma(sql, "user_version");
  if (pragma(sql, "application_id") != kApplicationId)
    return core::fail(core::ErrorKind::refused, "store.foreign",
                      "the database file belongs to another program",
                      "Name another file in DATABASE_URL.");
  if (version > static_cast<int>(kSteps.size()))
    return core::fail(
        core::ErrorKind::refused, "store.newer_schema",
        fmt::format("the database has schema {}, this program knows {}", version, kSteps.size()),
        "Run the newer program that wrote it; an older one would damage the books.");
  return {};
}

core::Result<void> migrate(soci::session& sql) {
  const bool fresh = pragma(sql, "application_id") == 0 && tables(sql) == 0;
  if (!fresh) ATB_TRY(check_schema(sql));
  for (int version = pragma(sql, "user_version"); version < static_cast<int>(kSteps.size());
       ++version) {
    soci::transaction transaction{sql};
    for (const auto statement : *kSteps[static_cast<std::size_t>(version)])
      sql << std::string{statement};
    sql << fmt::format("PRAGMA application_id = {}", kApplicationId);
    sql << fmt::format("PRAGMA user_version = {}", version + 1);
    transaction.commit();
  }
  return {};
}

}  // namespace atb::store
