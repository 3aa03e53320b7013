#include "files/pending_file.h"

#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/support/sandbox.h"

namespace atb::files {
namespace {

using test::get;
using test::mode_of;
using test::put;
using test::Sandbox;

constexpr uid_t kNobody = 65'534;

std::string create_code(const std::filesystem::path& path, const WriteOptions& options = {}) {
  const auto pending = PendingFile::create(path, options);
  return pending ? "created" : pending.error().code;
}

TEST(PendingFile, PutsWhatWasWrittenThroughItsPathInPlace) {
  const Sandbox box;
  put(box / "f", "old");
  auto pending = PendingFile::create(box / "f", {});
  ASSERT_TRUE(pending);
  std::ofstream{pending->path()} << "new";
  EXPECT_EQ(get(box / "f"), "old");
  ASSERT_TRUE(pending->commit());
  EXPECT_EQ(get(box / "f"), "new");
  EXPECT_EQ(box.entries(), 1U);
}

TEST(PendingFile, LeavesNothingWithoutACommit) {
  const Sandbox box;
  put(box / "f", "old");
  {
    auto pending = PendingFile::create(box / "f", {});
    ASSERT_TRUE(pending);
    ASSERT_TRUE(pending->write("half"));
    const auto moved = std::move(*pending);
    EXPECT_EQ(box.entries(), 2U);
  }
  EXPECT_EQ(box.entries(), 1U);
  EXPECT_EQ(get(box / "f"), "old");
}

TEST(PendingFile, PutsAFileThatNeedNotBeDurableInPlaceAllTheSame) {
  const Sandbox box;
  WriteOptions options;
  options.durable = false;
  auto pending = PendingFile::create(box / "f", options);
  ASSERT_TRUE(pending);
  ASSERT_TRUE(pending->write("new"));
  ASSERT_TRUE(pending->commit());
  EXPECT_EQ(get(box / "f"), "new");
  EXPECT_EQ(mode_of(box / "f"), 0600U);
}

TEST(CheckTarget, FindsWhatCreateWouldFindAndTouchesNothing) {
  const Sandbox box;
  EXPECT_TRUE(check_target(box / "f", {}));
  put(box / ".f.0123456789abcdef.atb-tmp", "left by a killed writer");
  EXPECT_TRUE(check_target(box / "f", {}));
  EXPECT_EQ(box.entries(), 1U);
  EXPECT_EQ(check_target(box / "missing/f", {}).error().code, "files.not_found");
  put(box / "a", "x");
  std::filesystem::create_hard_link(box / "a", box / "b");
  EXPECT_EQ(check_target(box / "b", {}).error().code, "files.hard_link");
  ASSERT_EQ(::chmod(box.directory().c_str(), 0777), 0);
  EXPECT_EQ(check_target(box / "f", {}).error().code, "files.untrusted_directory");
}

TEST(CheckTarget, KnowsWhoMayGiveAFileAway) {
  const Sandbox box;
  ASSERT_EQ(::chmod(box.directory().c_str(), 0755), 0);
  WriteOptions options;
  options.owner = kNobody;
  EXPECT_EQ(check_target(box / "f", options).has_value(), ::geteuid() == 0);
  if (::geteuid() != 0) return;
  const int code = test::in_child([&] {
    if (::setuid(kNobody) != 0) return 9;
    options.owner = 1;
    const auto checked = check_target(box / "f", options);
    return !checked && checked.error().code == "files.not_permitted" ? 0 : 1;
  });
  EXPECT_EQ(code, 0) << "the folder is root's";
}

TEST(PendingFile, IsPrivateFromItsFirstByteWhateverTheUmask) {
  for (const mode_t mask : {0000U, 0777U}) {
    const Sandbox box;
    const int mode = test::in_child([&] {
      ::umask(mask);
      const auto pending = PendingFile::create(box / "f", {});
      return pending ? static_cast<int>(mode_of(pending->path()) / 8) : 0;
    });
    EXPECT_EQ(mode, 0600 / 8);
  }
}

TEST(PendingFile, RefusesATargetThatIsNotAPlainFileOfItsOwn) {
  const Sandbox box;
  put(box / "f", "old");
  std::filesystem::create_symlink(box / "f", box / "link");
  EXPECT_EQ(create_code(box / "link"), "files.symlink");
  EXPECT_EQ(create_code(box / "link", {.mode = 0644}), "files.symlink");
  std::filesystem::create_hard_link(box / "f", box / "g");
  EXPECT_EQ(create_code(box / "f"), "files.hard_link");
  ASSERT_EQ(::mkfifo((box / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(create_code(box / "pipe"), "files.not_a_file");
  EXPECT_EQ(create_code(box.directory()), "files.not_a_file");
  EXPECT_EQ(create_code(box / ""), "files.not_a_file");
  EXPECT_EQ(create_code(box / "missing/f"), "files.not_found");
}

TEST(PendingFile, RefusesAPrivateFileInADirectoryThatOthersCanWrite) {
  const Sandbox box;
  ASSERT_EQ(::chmod(box.directory().c_str(), 0777), 0);
  EXPECT_EQ(create_code(box / "f"), "files.untrusted_directory");
  EXPECT_EQ(create_code(box / "f", {.mode = 0644}), "created");
  EXPECT_EQ(box.entries(), 0U);
}

TEST(PendingFile, GivesTheFileToItsOwnerAndRefusesToTakeAnothers) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const Sandbox box;
  auto pending = PendingFile::create(box / "f", {.owner = kNobody, .group = kNobody});
  ASSERT_TRUE(pending && pending->commit());
  struct stat info {};
  ASSERT_EQ(::stat((box / "f").c_str(), &info), 0);
  EXPECT_EQ(info.st_uid, kNobody);
  EXPECT_EQ(info.st_gid, kNobody);
  EXPECT_EQ(create_code(box / "f"), "files.foreign_owner");
  EXPECT_EQ(create_code(box / "f", {.owner = kNobody}), "created");
}

TEST(PendingFile, RemovesLeftoversOfKilledWritersButNotTheFilesOfLivingOnes) {
  const Sandbox box;
  const int ended = test::in_child([&] {
    const auto pending = PendingFile::create(box / "f", {});
    ::raise(SIGKILL);
    return pending ? 0 : 1;
  });
  ASSERT_EQ(ended, -SIGKILL);
  put(box / ".f.notes", "not ours");
  ASSERT_EQ(box.entries(), 2U);

  const auto living = PendingFile::create(box / "f", {});
  ASSERT_TRUE(living);
  EXPECT_EQ(box.entries(), 2U);
  const auto second = PendingFile::create(box / "f", {});
  EXPECT_TRUE(std::filesystem::exists(living->path()));
  EXPECT_EQ(box.entries(), 3U);
}

TEST(PendingFile, LetsItsWriterTakeAFileLock) {
  const Sandbox box;
  const auto pending = PendingFile::create(box / "f", {});
  ASSERT_TRUE(pending);
  const Descriptor writer{::open(pending->path().c_str(), O_RDWR | O_CLOEXEC)};
  EXPECT_EQ(::flock(writer.number(), LOCK_EX | LOCK_NB), 0);
}

}  // namespace
}  // namespace atb::files
