#include "files/read.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/support/sandbox.h"

namespace atb::files {
namespace {

using core::ErrorKind;
using test::put;
using test::Sandbox;

constexpr std::size_t kMax = 1'000;
constexpr uid_t kNobody = 65'534;

std::string private_code(const std::filesystem::path& path, std::size_t max = kMax) {
  const auto bytes = read_private_file(path, max);
  return bytes ? "read" : bytes.error().code;
}

TEST(ReadFile, GivesAllBytes) {
  const Sandbox box;
  put(box / "f", std::string_view{"a\0b\n", 4}, 0644);
  const auto bytes = read_file(box / "f", kMax);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, (std::string{"a\0b\n", 4}));
}

TEST(ReadFile, TakesAFileOfExactlyTheBoundAndRefusesOneByteMore) {
  const Sandbox box;
  put(box / "f", "12345");
  EXPECT_TRUE(read_file(box / "f", 5));
  const auto more = read_file(box / "f", 4);
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().code, "files.too_large");
  EXPECT_EQ(more.error().kind, ErrorKind::settings);
}

TEST(ReadFile, BoundsAFileWhoseSizeIsNotKnownBeforehand) {
  EXPECT_GT(read_file("/proc/self/status", 100'000).value().size(), 10U);
  EXPECT_EQ(read_file("/proc/self/status", 3).error().code, "files.too_large");
}

TEST(ReadFile, SaysThatAFileIsMissing) {
  const Sandbox box;
  const auto bytes = read_file(box / "missing", kMax);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().kind, ErrorKind::not_found);
}

TEST(ReadFile, RefusesADirectoryAndADevice) {
  const Sandbox box;
  EXPECT_EQ(read_file(box.directory(), kMax).error().code, "files.not_a_file");
  EXPECT_EQ(read_file("/dev/null", kMax).error().code, "files.not_a_file");
}

TEST(ReadFile, SaysThatAFileIsUnreadable) {
  const Sandbox box;
  put(box / "f", "x", 0000);
  if (::geteuid() == 0) {
    ASSERT_EQ(::chmod(box.directory().c_str(), 0755), 0);
  }
  const int kind = test::in_child([&] {
    if (::geteuid() == 0 && ::seteuid(kNobody) != 0) return 99;
    const auto bytes = read_file(box / "f", kMax);
    return bytes ? 0 : core::exit_code(bytes.error().kind);
  });
  EXPECT_EQ(kind, 3);
}

TEST(ReadPrivateFile, GivesTheBytesOfAFileThatOnlyItsOwnerCanRead) {
  const Sandbox box;
  put(box / "f", "secret", 0600);
  const auto bytes = read_private_file(box / "f", kMax);
  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_EQ((std::string{bytes->begin(), bytes->end()}), "secret");
  EXPECT_EQ(private_code(box / "f", 3), "files.too_large");
}

TEST(ReadPrivateFile, RefusesAnyRightOfGroupOrOthersAndNamesTheCure) {
  const Sandbox box;
  for (const mode_t mode : {0640U, 0604U, 0620U, 0610U, 0644U, 0666U}) {
    put(box / "f", "secret", mode);
    const auto bytes = read_private_file(box / "f", kMax);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().kind, ErrorKind::refused);
    EXPECT_EQ(bytes.error().code, "files.exposed");
    EXPECT_NE(bytes.error().advice.find("chmod 600 " + (box / "f").string()), std::string::npos);
  }
}

TEST(ReadPrivateFile, RefusesASymbolicLink) {
  const Sandbox box;
  put(box / "f", "secret");
  std::filesystem::create_symlink(box / "f", box / "link");
  EXPECT_EQ(private_code(box / "link"), "files.symlink");
}

TEST(ReadPrivateFile, RefusesALinkAsItsDirectory) {
  const Sandbox box;
  std::filesystem::create_directory(box / "d");
  put(box / "d/f", "secret");
  std::filesystem::create_directory_symlink(box / "d", box / "link");
  EXPECT_EQ(private_code(box / "d/f"), "read");
  EXPECT_EQ(private_code(box / "link/f"), "files.symlink");
}

TEST(ReadPrivateFile, RefusesASecondHardLink) {
  const Sandbox box;
  put(box / "f", "secret");
  std::filesystem::create_hard_link(box / "f", box / "g");
  EXPECT_EQ(private_code(box / "f"), "files.hard_link");
}

TEST(ReadPrivateFile, RefusesAPipeWithoutWaitingForAWriter) {
  const Sandbox box;
  ASSERT_EQ(::mkfifo((box / "f").c_str(), 0600), 0);
  EXPECT_EQ(private_code(box / "f"), "files.not_a_file");
}

TEST(ReadPrivateFile, RefusesADirectoryThatOthersCanWrite) {
  const Sandbox box;
  put(box / "f", "secret");
  for (const mode_t mode : {0770U, 0707U, 0777U}) {
    ASSERT_EQ(::chmod(box.directory().c_str(), mode), 0);
    EXPECT_EQ(private_code(box / "f"), "files.untrusted_directory");
  }
}

TEST(ReadPrivateFile, RefusesTheFileOfAThirdUser) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const Sandbox box;
  put(box / "f", "secret");
  ASSERT_EQ(::chown((box / "f").c_str(), kNobody, kNobody), 0);
  EXPECT_EQ(private_code(box / "f"), "files.foreign_owner");
  EXPECT_TRUE(read_private_file(box / "f", kMax, kNobody));
}

TEST(ReadPrivateFile, SaysThatAFileIsMissing) {
  const Sandbox box;
  EXPECT_EQ(private_code(box / "missing"), "files.not_found");
  EXPECT_EQ(private_code(box / "no/such/directory"), "files.not_found");
}

TEST(ReadSecretInput, GivesTheBytesAndSaysWhetherOthersCouldReadThem) {
  const Sandbox box;
  put(box / "f", "secret", 0600);
  EXPECT_FALSE(read_secret_input(box / "f", kMax)->exposed);
  put(box / "f", "secret", 0644);
  const auto input = read_secret_input(box / "f", kMax);
  ASSERT_TRUE(input);
  EXPECT_TRUE(input->exposed);
  EXPECT_EQ((std::string{input->bytes.begin(), input->bytes.end()}), "secret");
  EXPECT_EQ(read_secret_input(box / "missing", kMax).error().kind, ErrorKind::not_found);
}

TEST(ReadSecretStream, ReadsToTheEndOfAPipeWithinItsBound) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "secret", 6), 6);
  ::close(ends[1]);
  const auto bytes = read_secret_stream(ends[0], "standard input", 6);
  ::close(ends[0]);
  ASSERT_TRUE(bytes);
  EXPECT_EQ((std::string{bytes->begin(), bytes->end()}), "secret");
}

TEST(TimeOfChange, IsTheTimeOfTheFile) {
  const Sandbox box;
  put(box / "f", "x");
  const timespec times[2] = {{1'700'000'000, 0}, {1'700'000'000, 123'456'789}};
  ASSERT_EQ(::utimensat(AT_FDCWD, (box / "f").c_str(), times, 0), 0);
  EXPECT_EQ(core::to_text(time_of_change(box / "f").value()), "2023-11-14T22:13:20.123456Z");
  EXPECT_EQ(time_of_change(box / "missing").error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace atb::files
