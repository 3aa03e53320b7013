#include "ai-trading-bot/books.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace atb::app {
namespace {

/// @param pair  empty: the account that was used last
core::Result<store::Account> choose_account(store::Database& database,
                                            const std::filesystem::path& path,
                                            const std::string& pair, const std::string& mode) {
  ATB_ASSIGN(auto latest, store::latest_account(database));
  if (!latest)
    return core::fail(core::ErrorKind::not_found, "store.empty",
                      fmt::format("database {} has no account yet", path.string()),
                      "It gets one when the bot first trades: ai-trading-bot trade --help");
  if (pair.empty()) return std::move(*latest);
  ATB_ASSIGN(auto account, store::find_account(database, pair, mode));
  if (account) return std::move(*account);
  return core::fail(
      core::ErrorKind::not_found, "store.no_account",
      fmt::format("database {} has no account of {} in {} mode", path.string(), pair, mode),
      fmt::format("The account that was used last is that of {} in {} mode; name a pair with "
                  "--pair or TRADING_PAIR.",
                  latest->pair, latest->mode));
}

}  // namespace

void add_books_flags(CLI::App& verb, BooksFlags& flags) {
  add_bot_flags(verb, flags.bot);
  verb.add_option("--database", flags.database,
                  "database file (default: the one that DATABASE_URL names)")
      ->type_name("FILE");
  verb.add_option("--pair", flags.pair,
                  "whose books (default: TRADING_PAIR; with --database the pair used last)")
      ->type_name("PAIR");
}

core::Result<Books> open_books(const BooksFlags& flags) {
  std::filesystem::path path{flags.database};
  std::optional<BotSettings> bot;
  if (flags.database.empty() || !flags.bot.env_file.empty()) {
    ATB_ASSIGN(bot, load_settings(flags.bot));
  }
  if (flags.database.empty()) {
    ATB_ASSIGN(path, database_path(bot->settings, flags.bot));
  }
  ATB_ASSIGN(auto database, store::Database::open(path, store::Access::read_only));
  const std::string pair = flags.pair.empty() && bot ? bot->settings.trading_pair : flags.pair;
  const auto mode = bot ? bot->settings.trading_mode : settings::TradingMode::paper;
  ATB_ASSIGN(auto account, choose_account(database, path, pair, std::string{name_of(mode)}));
  return Books{path, std::move(database), std::move(account), std::move(bot)};
}

}  // namespace atb::app
