#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "ai-trading-bot/bot_settings.h"
#include "core/error.h"
#include "store/account.h"
#include "store/database.h"

namespace atb::app {

/// How `status` and `journal` find the books: a database file, or the one that the settings name;
/// in it the account of a pair, the settings' or the one that is named.
struct BooksFlags {
  BotFlags bot;
  std::string database;
  std::string pair;
};

void add_books_flags(CLI::App& verb, BooksFlags& flags);

/// The books, opened for reading.
struct Books {
  std::filesystem::path path;
  store::Database database;
  store::Account account;
  std::optional<BotSettings> settings;  ///< nothing when a database file stood for them
};

/// The account is that of --pair, else of the settings, else the one that was used last.
/// @error store.missing, store.empty, store.no_account (not_found), and what the settings give
[[nodiscard]] core::Result<Books> open_books(const BooksFlags& flags);

}  // namespace atb::app
