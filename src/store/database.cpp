#include "store/database.h"

#include <cerrno>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include "files/directories.h"
#include "files/lock.h"
#include "store/schema.h"

namespace atb::store {
namespace {

using core::ErrorKind;

/// SQLite makes files by the umask; the books are nobody else's business.
core::Result<void> create_private(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0)
    return core::fail(
        ErrorKind::internal, "store.unusable",
        fmt::format("database {} cannot be opened: {}", path.string(), std::strerror(errno)),
        "Check the path in DATABASE_URL and the rights of its folder.");
  ::close(file);
  return {};
}

std::filesystem::path lock_path(const std::filesystem::path& database) {
  return database.string() + ".lock";
}

void configure(soci::session& sql) {
  std::string mode;
  sql << "PRAGMA journal_mode = WAL", soci::into(mode);
  sql << "PRAGMA synchronous = FULL";
  sql << "PRAGMA foreign_keys = ON";
  sql << "PRAGMA trusted_schema = OFF";
}

}  // namespace

struct Database::Parts {
  std::optional<files::FileLock> lock;
  soci::session sql;
};

Database::Database(std::unique_ptr<Parts> parts) noexcept : parts_{std::move(parts)} {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

soci::session& Database::session() noexcept {
  return parts_->sql;
}

core::Result<bool> Database::is_being_written(const std::filesystem::path& path) {
  return files::FileLock::is_held(lock_path(path));
}

core::Result<Database> Database::open(const std::filesystem::path& path, Access access) {
  auto parts = std::make_unique<Parts>();
  if (access == Access::read_write) {
    if (path.has_parent_path()) ATB_TRY(files::ensure_directory(path.parent_path(), 0700));
    auto lock = files::FileLock::try_acquire(lock_path(path));
    if (!lock && lock.error().code == "files.locked")
      return core::fail(ErrorKind::refused, "store.locked",
                        fmt::format("another bot writes to database {}", path.string()),
                        "Stop it first, or name another database in DATABASE_URL.");
    if (!lock) return tl::unexpected(std::move(lock).error());
    parts->lock = std::move(*lock);
    ATB_TRY(create_private(path));
  } else if (!std::filesystem::exists(path)) {
    return core::fail(ErrorKind::not_found, "store.missing",
                      fmt::format("there is no database {}", path.string()),
                      "It is made when the bot first trades; check DATABASE_URL.");
  }
  Database database{std::move(parts)};
  core::Result<void> usable;
  ATB_TRY(database.attempt("opening the database", [&](soci::session& sql) {
    const std::string readonly = access == Access::read_only ? " readonly=true" : "";
    sql.open(soci::sqlite3, fmt::format("db=\"{}\" timeout=5{}", path.string(), readonly));
    if (access == Access::read_write) configure(sql);
    usable = access == Access::read_write ? migrate(sql) : check_schema(sql);
  }));
  ATB_TRY(usable);
  return database;
}

tl::unexpected<core::Error> Database::failure(const char* doing, const std::exception& fault) {
  return core::fail(ErrorKind::internal, "store.failed",
                    fmt::format("{} failed: {}", doing, fault.what()),
                    "Nothing was traded on it. Check free space and the disk, then start again; "
                    "the books are as they were at the last commit.");
}

}  // namespace atb::store
