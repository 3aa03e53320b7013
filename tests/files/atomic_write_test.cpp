#include "files/atomic_write.h"

#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files/support/sandbox.h"

namespace atb::files {
namespace {

using test::get;
using test::mode_of;
using test::put;
using test::Sandbox;

constexpr uid_t kNobody = 65'534;

ino_t inode_of(const std::filesystem::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_ino : 0;
}

TEST(WriteAtomically, MakesAPrivateFileAndReplacesIt) {
  const Sandbox box;
  EXPECT_EQ(write_atomically(box / "f", "one").value(), WriteOutcome::written);
  EXPECT_EQ(mode_of(box / "f"), 0600U);
  EXPECT_EQ(write_atomically(box / "f", "two").value(), WriteOutcome::written);
  EXPECT_EQ(get(box / "f"), "two");
  EXPECT_EQ(box.entries(), 1U);
}

TEST(WriteAtomically, GivesTheModeWhateverTheUmask) {
  for (const mode_t mask : {0000U, 0777U})
    for (const mode_t mode : {0600U, 0644U}) {
      const Sandbox box;
      const int status = test::in_child([&] {
        ::umask(mask);
        return write_atomically(box / "f", "x", {.mode = mode}) ? 0 : 1;
      });
      EXPECT_EQ(status, 0);
      EXPECT_EQ(mode_of(box / "f"), mode);
    }
}

TEST(WriteAtomically, DoesNotTouchAFileThatIsAsWanted) {
  const Sandbox box;
  const std::string large(100'000, 'x');
  ASSERT_TRUE(write_atomically(box / "f", large));
  const auto inode = inode_of(box / "f");
  const auto changed = std::filesystem::last_write_time(box / "f");
  const auto directory_changed = std::filesystem::last_write_time(box.directory());
  EXPECT_EQ(write_atomically(box / "f", large).value(), WriteOutcome::unchanged);
  EXPECT_EQ(inode_of(box / "f"), inode);
  EXPECT_EQ(std::filesystem::last_write_time(box / "f"), changed);
  EXPECT_EQ(std::filesystem::last_write_time(box.directory()), directory_changed);
}

TEST(WriteAtomically, SeesAChangeOfTheSameLengthAndOfTheModeAlone) {
  const Sandbox box;
  ASSERT_TRUE(write_atomically(box / "f", "one"));
  EXPECT_EQ(write_atomically(box / "f", "two").value(), WriteOutcome::written);
  ASSERT_EQ(::chmod((box / "f").c_str(), 0644), 0);
  EXPECT_EQ(write_atomically(box / "f", "two").value(), WriteOutcome::written);
  EXPECT_EQ(mode_of(box / "f"), 0600U);
  EXPECT_EQ(write_atomically(box / "f", "").value(), WriteOutcome::written);
  EXPECT_EQ(write_atomically(box / "f", "").value(), WriteOutcome::unchanged);
}

TEST(WriteAtomically, ReportsABadDirectoryEvenWhenTheContentIsRight) {
  const Sandbox box;
  ASSERT_TRUE(write_atomically(box / "f", "one"));
  ASSERT_EQ(::chmod(box.directory().c_str(), 0777), 0);
  EXPECT_EQ(write_atomically(box / "f", "one").error().code, "files.untrusted_directory");
}

/// A limit on the file size is a full disk that also root runs into.
TEST(WriteAtomically, KeepsTheOldFileWhenTheDiskIsFull) {
  const Sandbox box;
  put(box / "f", "old");
  const int status = test::in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{5'000, 5'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 99;
    const auto outcome = write_atomically(box / "f", std::string(20'000, 'n'));
    return !outcome && outcome.error().code == "files.no_space" ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(get(box / "f"), "old");
  EXPECT_EQ(box.entries(), 1U);
}

TEST(WriteAtomically, KeepsTheOldFileInADirectoryThatCannotBeWritten) {
  const Sandbox box;
  put(box / "f", "old");
  ASSERT_EQ(::chmod(box.directory().c_str(), 0555), 0);
  if (::geteuid() == 0) {
    ASSERT_EQ(::chown((box / "f").c_str(), kNobody, kNobody), 0);
  }
  const int status = test::in_child([&] {
    if (::geteuid() == 0 && ::seteuid(kNobody) != 0) return 99;
    const auto outcome = write_atomically(box / "f", "new");
    return !outcome && outcome.error().code == "files.not_permitted" ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(get(box / "f"), "old");
  ASSERT_EQ(::chmod(box.directory().c_str(), 0755), 0);
}

/// Writes two contents in turn until it is killed.
[[noreturn]] void write_for_ever(const std::filesystem::path& path, const std::string& a,
                                 const std::string& b) {
  for (;;) {
    if (!write_atomically(path, a)) ::_exit(1);
    if (!write_atomically(path, b)) ::_exit(1);
  }
}

TEST(WriteAtomically, IsOldOrNewButNeverHalfWhenItsWriterIsKilled) {
  const Sandbox box;
  const std::string a(300'000, 'a');
  const std::string b(300'000, 'b');
  ASSERT_TRUE(write_atomically(box / "f", a));
  std::mt19937 random{7};
  std::size_t leftovers = 0;
  for (int i = 0; i < 40; ++i) {
    const pid_t child = ::fork();
    if (child == 0) write_for_ever(box / "f", a, b);
    std::this_thread::sleep_for(std::chrono::microseconds{random() % 12'000});
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    const auto found = get(box / "f");
    ASSERT_TRUE(found == a || found == b) << "torn after kill " << i;
    leftovers += box.entries() - 1;
    ASSERT_LE(box.entries(), 2U) << "leftovers are not cleaned up";
  }
  EXPECT_GT(leftovers, 0U) << "no kill fell between write and rename";
  ASSERT_TRUE(write_atomically(box / "f", a));
  EXPECT_EQ(box.entries(), 1U);
}

}  // namespace
}  // namespace atb::files
