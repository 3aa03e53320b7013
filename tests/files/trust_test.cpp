#include "files/trust.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/support/sandbox.h"

namespace atb::files {
namespace {

using test::Sandbox;

constexpr uid_t kNobody = 65'534;

std::string verdict(const std::filesystem::path& path, std::optional<uid_t> owner = {}) {
  const auto directory = open_directory(path);
  if (!directory) return directory.error().code;
  const auto trusted = check_trusted(*directory, path, owner);
  return trusted ? "trusted" : trusted.error().code;
}

TEST(Trust, TakesADirectoryOfThisUserBelowTheTemporaryDirectory) {
  const Sandbox box;
  EXPECT_EQ(verdict(box.directory()), "trusted");
}

TEST(Trust, RefusesADirectoryAboveThatOthersCanWrite) {
  const Sandbox box;
  std::filesystem::create_directories(box / "open/own");
  ASSERT_EQ(::chmod((box / "open").c_str(), 0777), 0);
  ASSERT_EQ(::chmod((box / "open/own").c_str(), 0700), 0);
  const auto directory = open_directory(box / "open/own");
  ASSERT_TRUE(directory);
  const auto trusted = check_trusted(*directory, box / "open/own");
  ASSERT_FALSE(trusted);
  EXPECT_EQ(trusted.error().kind, core::ErrorKind::refused);
  EXPECT_EQ(trusted.error().advice, "Fix: chmod go-w " + (box / "open").string());
}

TEST(Trust, TakesAStickyDirectoryOnlyFromRoot) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a directory away";
  const Sandbox box;
  ASSERT_EQ(::chmod(box.directory().c_str(), 01777), 0);
  EXPECT_EQ(verdict(box.directory()), "trusted");
  ASSERT_EQ(::chown(box.directory().c_str(), kNobody, kNobody), 0);
  EXPECT_EQ(verdict(box.directory(), kNobody), "files.untrusted_directory");
}

TEST(Trust, TakesADirectoryOfTheFutureOwnerOnly) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a directory away";
  const Sandbox box;
  ASSERT_EQ(::chown(box.directory().c_str(), kNobody, kNobody), 0);
  EXPECT_EQ(verdict(box.directory()), "files.untrusted_directory");
  EXPECT_EQ(verdict(box.directory(), kNobody), "trusted");
}

TEST(Trust, NamesALinkAMissingDirectoryAndAFile) {
  const Sandbox box;
  std::filesystem::create_directory_symlink(box.directory(), box / "link");
  test::put(box / "file", "");
  EXPECT_EQ(verdict(box / "link"), "files.symlink");
  EXPECT_EQ(verdict(box / "missing"), "files.not_found");
  EXPECT_EQ(verdict(box / "file"), "files.not_found");
}

TEST(Trust, TakesTheCurrentDirectoryForABareName) {
  EXPECT_EQ(directory_of(".env"), ".");
  EXPECT_EQ(directory_of("/etc/x"), "/etc");
  EXPECT_EQ(directory_of("/x"), "/");
}

}  // namespace
}  // namespace atb::files
