#include "ai-trading-bot/books.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace atb::app {

void add_books_flags(CLI::App& verb, BooksFlags& flags) {
  add_bot_flags(verb, flags.bot);
  verb.add_option("--database", flags.database,
                  "database file (default: the one that DATABASE_URL names)")
      ->type_name("FILE");
}

core::Result<Books> open_books(const BooksFlags& flags) {
  std::filesystem::path path{flags.database};
  if (flags.database.empty()) {
    ATB_ASSIGN(const auto checked, load_settings(flags.bot));
    ATB_ASSIGN(path, database_path(checked.settings, flags.bot));
  }
  ATB_ASSIGN(auto database, store::Database::open(path, store::Access::read_only));
  ATB_ASSIGN(auto account, store::latest_account(database));
  if (!account)
    return core::fail(core::ErrorKind::not_found, "store.empty",
                      fmt::format("database {} has no account yet", path.string()),
                      "It gets one when the bot first trades: ai-trading-bot trade --help");
  return Books{path, std::move(database), std::move(*account)};
}

}  // namespace atb::app
