#include "files/lock.h"

#include <optional>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "files/support/sandbox.h"

namespace atb::files {
namespace {

using test::Sandbox;

TEST(FileLock, IsRefusedWhileAnotherHoldsItAndNamesTheFile) {
  const Sandbox box;
  const auto first = FileLock::acquire(box / "lock");
  ASSERT_TRUE(first);
  const auto second = FileLock::try_acquire(box / "lock");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "files.locked");
  EXPECT_EQ(second.error().kind, core::ErrorKind::temporary);
  EXPECT_NE(second.error().message.find((box / "lock").string()), std::string::npos);
}

TEST(FileLock, IsFreeAgainWhenItsHolderGoes) {
  const Sandbox box;
  {
    const auto first = FileLock::acquire(box / "lock");
    ASSERT_TRUE(first);
  }
  EXPECT_TRUE(FileLock::try_acquire(box / "lock"));
}

TEST(FileLock, IsFreedWhenTheHoldingProcessIsKilled) {
  const Sandbox box;
  const int ended = test::in_child([&] {
    const auto held = FileLock::acquire(box / "lock");
    ::raise(SIGKILL);
    return held ? 0 : 1;
  });
  EXPECT_EQ(ended, -SIGKILL);
  EXPECT_TRUE(FileLock::try_acquire(box / "lock"));
}

TEST(FileLock, MakesThePrivateFileAndLeavesIt) {
  const Sandbox box;
  { ASSERT_TRUE(FileLock::acquire(box / "lock")); }
  EXPECT_EQ(test::mode_of(box / "lock"), 0600U);
}

TEST(FileLock, RefusesALinkAndAPipe) {
  const Sandbox box;
  std::filesystem::create_symlink(box / "elsewhere", box / "link");
  EXPECT_EQ(FileLock::acquire(box / "link").error().code, "files.symlink");
  EXPECT_FALSE(std::filesystem::exists(box / "elsewhere"));
  ASSERT_EQ(::mkfifo((box / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(FileLock::acquire(box / "pipe").error().code, "files.not_a_file");
}

}  // namespace
}  // namespace atb::files
