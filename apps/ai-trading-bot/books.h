#pragma once

#include <filesystem>
#include <string>

#include "ai-trading-bot/bot_settings.h"
#include "core/error.h"
#include "store/account.h"
#include "store/database.h"

namespace atb::app {

/// How `status` and `journal` find the books: a database file, or the one that the settings name.
struct BooksFlags {
  BotFlags bot;
  std::string database;
};

void add_books_flags(CLI::App& verb, BooksFlags& flags);

/// The books, opened for reading, and the account that was used last.
struct Books {
  std::filesystem::path path;
  store::Database database;
  store::Account account;
};

/// @error store.missing, store.empty (not_found), and what the settings give
[[nodiscard]] core::Result<Books> open_books(const BooksFlags& flags);

}  // namespace atb::app
