#include "store/database.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "store/support/books.h"

namespace atb::store {
namespace {

using testing::Folder;

mode_t mode_of(const std::filesystem::path& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 ? info.st_mode & 0777U : 0U;
}

void sql(const std::filesystem::path& path, const char* text) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &raw), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(raw, text, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
  sqlite3_close(raw);
}

TEST(Database, IsMadeForItsOwnerOnlyWithItsFolder) {
  const Folder folder;
  const auto path = folder / "data/books.db";
  ASSERT_TRUE(Database::open(path, Access::read_write));
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_EQ(mode_of(path.parent_path()), 0700U);
}

TEST(Database, LetsOneProcessWriteAndSaysSo) {
  const Folder folder;
  const auto path = folder / "books.db";
  EXPECT_EQ(Database::is_being_written(path), false);
  {
    const auto writer = Database::open(path, Access::read_write);
    ASSERT_TRUE(writer);
    EXPECT_EQ(Database::is_being_written(path), true);
    const auto second = Database::open(path, Access::read_write);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "store.locked");
    EXPECT_EQ(second.error().kind, core::ErrorKind::refused);
    EXPECT_TRUE(Database::open(path, Access::read_only));
  }
  EXPECT_EQ(Database::is_being_written(path), false);
}

TEST(Database, DoesNotMakeWhatItOnlyReads) {
  const Folder folder;
  const auto reader = Database::open(folder / "absent.db", Access::read_only);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().kind, core::ErrorKind::not_found);
  EXPECT_FALSE(std::filesystem::exists(folder / "absent.db"));
}

TEST(Database, RefusesANewerSchema) {
  const Folder folder;
  const auto path = folder / "books.db";
  ASSERT_TRUE(Database::open(path, Access::read_write));
  sql(path, "PRAGMA user_version = 999");
  for (const auto access : {Access::read_write, Access::read_only}) {
    const auto opened = Database::open(path, access);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "store.newer_schema");
    EXPECT_EQ(opened.error().kind, core::ErrorKind::refused);
  }
}

TEST(Database, RefusesTheDatabaseOfAnotherProgram) {
  const Folder folder;
  const auto path = folder / "other.db";
  sql(path, "CREATE TABLE photos (id INTEGER)");
  const auto opened = Database::open(path, Access::read_write);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "store.foreign");
}

TEST(Database, NamesWhatFailedWhenTheFileIsNoDatabase) {
  const Folder folder;
  const auto path = folder / "text.db";
  FILE* const file = fopen(path.c_str(), "w");
  fputs("this is not a database, whatever its name may say about it ............", file);
  fclose(file);
  const auto opened = Database::open(path, Access::read_write);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "store.failed");
}

}  // namespace
}  // namespace atb::store
