#include "store/schema.h"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include "store/database.h"
#include "store/support/books.h"

namespace atb::store {
namespace {

TEST(Schema, IsLaidOnceAndFoundAgain) {
  const testing::Folder folder;
  for (int i = 0; i < 2; ++i) {
    auto database = Database::open(folder / "books.db", Access::read_write);
    ASSERT_TRUE(database);
    EXPECT_TRUE(check_schema(database->session()));
    int version = 0;
    database->session() << "PRAGMA user_version", soci::into(version);
    EXPECT_EQ(version, 1);
  }
}

TEST(Schema, KeepsEveryCommitThroughAPowerCut) {
  const testing::Folder folder;
  auto database = Database::open(folder / "books.db", Access::read_write);
  ASSERT_TRUE(database);
  int synchronous = 0;
  std::string journal;
  database->session() << "PRAGMA synchronous", soci::into(synchronous);
  database->session() << "PRAGMA journal_mode", soci::into(journal);
  EXPECT_EQ(synchronous, 2);  // FULL
  EXPECT_EQ(journal, "wal");
}

}  // namespace
}  // namespace atb::store
