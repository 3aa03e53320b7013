#pragma once

#include <filesystem>
#include <memory>

#include "core/error.h"

namespace soci {
class session;
}

namespace atb::store {

enum class Access { read_write, read_only };

/// The SQLite file with the books. One process opens it for writing (a lock file beside it says
/// so); any number may read. WAL with synchronous=FULL: a commit that returned survives a power
/// cut.
class Database {
 public:
  /// read_write creates the file (mode 600) and its folder (mode 700) and brings the schema up to
  /// date. @error store.locked (kind refused): another process writes; store.newer_schema
  /// (refused); store.missing (not_found) for read_only; store.unusable (internal), SQLite's own
  /// words with it
  [[nodiscard]] static core::Result<Database> open(const std::filesystem::path& path,
                                                   Access access);
  /// True while some process has the database open for writing. Never in that one's way.
  /// @error as files::FileLock::is_held
  [[nodiscard]] static core::Result<bool> is_being_written(const std::filesystem::path& path);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  [[nodiscard]] soci::session& session() noexcept;

  /// Runs `work`; what SOCI throws becomes store.failed, naming what was being done.
  template <class F>
  [[nodiscard]] core::Result<void> attempt(const char* doing, F&& work) {
    try {
      work(session());
      return {};
    } catch (const std::exception& fault) {
      return failure(doing, fault);
    }
  }

 private:
  struct Parts;
  explicit Database(std::unique_ptr<Parts> parts) noexcept;
  [[nodiscard]] static tl::unexpected<core::Error> failure(const char* doing,
                                                           const std::exception& fault);
  std::unique_ptr<Parts> parts_;
};

}  // namespace atb::store
