#include "files/folder_error.h"

#include <cerrno>

#include <gtest/gtest.h>

#include "files/support/sandbox.h"

namespace atb::files {
namespace {

TEST(FolderError, NamesTheFolderAndTheCureInsteadOfTheFile) {
  const test::Sandbox box;
  const auto file = box / "f.lock";
  const std::string folder = box.directory().string();
  for (const auto& [number, code, cure] : {std::tuple{ENOENT, "files.not_found", "install -d"},
                                           std::tuple{EACCES, "files.not_permitted", "sudo chown"},
                                           std::tuple{EROFS, "files.read_only", "ReadWritePaths="},
                                           std::tuple{ENOSPC, "files.no_space", "Free space"}}) {
    const auto error = folder_error(number, file).value();
    EXPECT_EQ(error.code, code);
    EXPECT_NE(error.message.find(folder), std::string::npos) << error.message;
    EXPECT_EQ(error.message.find("f.lock"), std::string::npos) << error.message;
    EXPECT_NE(error.advice.find(cure), std::string::npos) << error.advice;
  }
}

TEST(FolderError, CallsTheFolderOfABareNameByItsDot) {
  EXPECT_EQ(folder_error(ENOENT, "f").value().message, "there is no folder .");
}

}  // namespace
}  // namespace atb::files
