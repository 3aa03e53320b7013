#include "store/account.h"

#include <soci/soci.h>

#include "store/codec.h"

namespace atb::store {
namespace {

constexpr const char* kColumns =
    "SELECT id, pair, mode, quote_asset, interval_us, initial_cash, created_us, state FROM "
    "account ";

struct Row {
  Account account;
  std::string initial_cash;
  std::string state;
  long long created_us = 0;
  long long interval_us = 0;
  long long id = 0;
  bool found = false;
};

core::Result<std::optional<Account>> decoded(Row row) {
  if (!row.found) return std::nullopt;
  row.account.id = row.id;
  row.account.interval = core::Duration::microseconds(row.interval_us);
  row.account.created = core::Timestamp::from_us(row.created_us);
  ATB_ASSIGN(row.account.initial_cash, core::parse_money(row.initial_cash));
  ATB_ASSIGN(row.account.state, state_from_text(row.state));
  return std::move(row.account);
}

}  // namespace

core::Result<std::optional<Account>> find_account(Database& database, const std::string& pair,
                                                  const std::string& mode) {
  Row row;
  ATB_TRY(database.attempt("reading the account", [&](soci::session& sql) {
    sql << std::string{kColumns} + "WHERE pair = :pair AND mode = :mode", soci::use(pair),
        soci::use(mode), soci::into(row.id), soci::into(row.account.pair),
        soci::into(row.account.mode), soci::into(row.account.quote_asset),
        soci::into(row.interval_us), soci::into(row.initial_cash), soci::into(row.created_us),
        soci::into(row.state);
    row.found = sql.got_data();
  }));
  return decoded(std::move(row));
}

core::Result<std::optional<Account>> latest_account(Database& database) {
  Row row;
  ATB_TRY(database.attempt("reading the account", [&](soci::session& sql) {
    sql << std::string{kColumns} +
               "ORDER BY (SELECT max(started_us) FROM session WHERE account = account.id) DESC "
               "LIMIT 1",
        soci::into(row.id), soci::into(row.account.pair), soci::into(row.account.mode),
        soci::into(row.account.quote_asset), soci::into(row.interval_us),
        soci::into(row.initial_cash), soci::into(row.created_us), soci::into(row.state);
    row.found = sql.got_data();
  }));
  return decoded(std::move(row));
}

core::Result<Account> create_account(Database& database, const std::string& pair,
                                     const std::string& mode, const std::string& quote_asset,
                                     core::Duration interval, core::Money initial_cash,
                                     core::Timestamp now) {
  Account account{0, pair, mode, quote_asset, interval, initial_cash, now, {}};
  account.state.cash = initial_cash;
  const std::string cash = core::to_text(initial_cash);
  const std::string state = state_to_text(account.state);
  const long long created_us = now.us();
  const long long interval_us = interval.us();
  long long id = 0;
  ATB_TRY(database.attempt("opening the account", [&](soci::session& sql) {
    sql << "INSERT INTO account (pair, mode, quote_asset, interval_us, initial_cash, "
           "created_us, state) "
           "VALUES (:pair, :mode, :quote, :interval, :cash, :created, :state)",
        soci::use(pair), soci::use(mode), soci::use(quote_asset), soci::use(interval_us),
        soci::use(cash), soci::use(created_us), soci::use(state);
    sql << "SELECT id FROM account WHERE pair = :pair AND mode = :mode", soci::use(pair),
        soci::use(mode), soci::into(id);
  }));
  account.id = id;
  return account;
}

}  // namespace atb::store
