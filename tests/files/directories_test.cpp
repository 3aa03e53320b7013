#include "files/directories.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "files/support/sandbox.h"

namespace atb::files {
namespace {

using test::mode_of;
using test::Sandbox;

TEST(EnsureDirectory, MakesAllMissingOnesWithTheModeWhateverTheUmask) {
  for (const mode_t mask : {0000U, 0077U, 0777U}) {
    const Sandbox box;
    const int status = test::in_child([&] {
      ::umask(mask);
      return ensure_directory(box / "a/b", 0750) ? 0 : 1;
    });
    EXPECT_EQ(status, 0);
    EXPECT_EQ(mode_of(box / "a"), 0750U);
    EXPECT_EQ(mode_of(box / "a/b"), 0750U);
  }
}

TEST(EnsureDirectory, LeavesAnExistingOneAsItIs) {
  const Sandbox box;
  ASSERT_TRUE(ensure_directory(box / "a", 0700));
  EXPECT_TRUE(ensure_directory(box / "a", 0755));
  EXPECT_TRUE(ensure_directory(box / "a/", 0755));
  EXPECT_EQ(mode_of(box / "a"), 0700U);
}

TEST(EnsureDirectory, RefusesAnExistingOneThatOthersCanWrite) {
  const Sandbox box;
  ASSERT_TRUE(ensure_directory(box / "a", 0777));
  EXPECT_EQ(mode_of(box / "a"), 0777U);
  EXPECT_EQ(ensure_directory(box / "a", 0700).error().code, "files.untrusted_directory");
  EXPECT_TRUE(ensure_directory(box / "a", 0777));
}

TEST(EnsureDirectory, RefusesAFileInItsPlace) {
  const Sandbox box;
  test::put(box / "a", "");
  EXPECT_EQ(ensure_directory(box / "a", 0700).error().code, "files.not_a_directory");
  EXPECT_FALSE(ensure_directory(box / "a/b", 0700));
}

}  // namespace
}  // namespace atb::files
