#include "files/lock.h"

#include <atomic>
#include <optional>
#include <thread>

#include <fmt/format.h>
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

TEST(FileLock, IsWaitedForWithinBoundsAndNamesTheHolder) {
  const Sandbox box;
  const auto held = FileLock::acquire(box / "lock").value();
  const std::string holder = fmt::format("process {} holds", ::getpid());
  const int ended = test::in_child([&] {
    const auto refused = FileLock::acquire(box / "lock", {}, core::Duration::milliseconds(3));
    const bool named = !refused && refused.error().message.starts_with(holder);
    return named && refused.error().kind == core::ErrorKind::temporary ? 0 : 1;
  });
  EXPECT_EQ(ended, 0);
}

TEST(FileLock, IsTakenOverWhenItsHolderLetsGoInTime) {
  const Sandbox box;
  std::optional<FileLock> held = FileLock::acquire(box / "lock").value();
  std::thread letting_go{[&] { held.reset(); }};
  EXPECT_TRUE(FileLock::acquire(box / "lock"));
  letting_go.join();
}

TEST(FileLock, TakesItsFileAwayOnlyWhereItMadeIt) {
  const Sandbox box;
  std::move(FileLock::acquire(box / "new").value()).discard();
  EXPECT_EQ(box.entries(), 0U);
  test::put(box / "there", "x");
  std::move(FileLock::acquire(box / "there").value()).discard();
  EXPECT_EQ(test::get(box / "there"), "x");
  EXPECT_TRUE(FileLock::try_acquire(box / "there")) << "it let go";
}

TEST(FileLock, NeverHasTwoHoldersWhileTheFileIsTakenAway) {
  const Sandbox box;
  std::atomic<int> holders{0};
  std::atomic<int> together{0};
  const auto work = [&] {
    for (int i = 0; i < 300; ++i) {
      auto held = FileLock::acquire(box / "lock");
      if (!held || ++holders != 1) ++together;
      --holders;
      if (held) std::move(*held).discard();
    }
  };
  std::thread other{work};
  work();
  other.join();
  EXPECT_EQ(together, 0);
}

TEST(FileLock, SaysWhatIsWrongWithTheFolder) {
  const Sandbox box;
  const auto missing = FileLock::acquire(box / "none/lock");
  EXPECT_EQ(missing.error().kind, core::ErrorKind::not_found);
  EXPECT_EQ(missing.error().message, "there is no folder " + (box / "none").string());
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

TEST(FileLock, StaysWithAChildThatWasForkedUntilBothAreGone) {
  const Sandbox box;
  const int ended = test::in_child([&] {
    std::optional<FileLock> held = FileLock::acquire(box / "lock").value();
    // The grandchild lets go of its copy; the lock is the holder's still.
    const int gone = test::in_child([&] {
      held.reset();
      return 0;
    });
    return gone == 0 && FileLock::is_held(box / "lock") == true ? 0 : 1;
  });
  EXPECT_EQ(ended, 0);
  EXPECT_EQ(FileLock::is_held(box / "lock"), false);
}

TEST(FileLock, TellsWhetherItIsHeldWithoutMakingOrWritingTheFile) {
  const Sandbox box;
  EXPECT_EQ(FileLock::is_held(box / "lock"), false);
  EXPECT_EQ(box.entries(), 0U);
  {
    const auto held = FileLock::acquire(box / "lock");
    ASSERT_TRUE(held);
    std::filesystem::permissions(box / "lock", std::filesystem::perms::owner_read);
    EXPECT_EQ(FileLock::is_held(box / "lock"), true);
  }
  EXPECT_EQ(FileLock::is_held(box / "lock"), false);
}

TEST(FileLock, RefusesNobodyWhileOthersAskAboutIt) {
  const Sandbox box;
  std::atomic<bool> done{false};
  std::thread asking{[&] {
    while (!done) (void)FileLock::is_held(box / "lock");
  }};
  int refused = 0;
  for (int i = 0; i < 2'000; ++i)
    if (!FileLock::try_acquire(box / "lock")) ++refused;
  done = true;
  asking.join();
  EXPECT_EQ(refused, 0);
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

TEST(FileLock, GivesALockFileThatItMakesToTheOwnerAndNoOther) {
  const test::Sandbox box;
  const Owner owner{::geteuid() == 0 ? 65'534U : ::geteuid(), std::nullopt};
  ASSERT_TRUE(FileLock::acquire(box / "new", owner));
  struct stat info {};
  ASSERT_EQ(::stat((box / "new").c_str(), &info), 0);
  EXPECT_EQ(info.st_uid, owner.user);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  test::put(box / "there", "");
  ASSERT_TRUE(FileLock::acquire(box / "there", owner));
  ASSERT_EQ(::stat((box / "there").c_str(), &info), 0);
  EXPECT_EQ(info.st_uid, ::geteuid()) << "it may be a hard link to another file";
}

}  // namespace
}  // namespace atb::files
