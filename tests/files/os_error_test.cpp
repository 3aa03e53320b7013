#include "files/os_error.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace atb::files {
namespace {

using core::ErrorKind;

core::Error error_of(int number, ErrorKind denied = ErrorKind::internal) {
  return os_error(number, "/some/file", "replaced", denied).value();
}

TEST(OsError, SaysWhatFailedAndWhy) {
  EXPECT_EQ(error_of(ENOSPC).message, "/some/file could not be replaced: No space left on device");
}

TEST(OsError, MapsEachErrnoToItsKindAndCode) {
  EXPECT_EQ(error_of(ENOENT).kind, ErrorKind::not_found);
  EXPECT_EQ(error_of(ENOSPC).code, "files.no_space");
  EXPECT_EQ(error_of(EDQUOT).code, "files.no_space");
  EXPECT_EQ(error_of(EFBIG).code, "files.no_space");
  EXPECT_EQ(error_of(EROFS).code, "files.read_only");
  EXPECT_EQ(error_of(ELOOP).kind, ErrorKind::refused);
  EXPECT_EQ(error_of(EIO).kind, ErrorKind::internal);
}

TEST(OsError, LetsTheCallerSayWhatALackingRightMeans) {
  EXPECT_EQ(error_of(EACCES).kind, ErrorKind::internal);
  EXPECT_EQ(error_of(EACCES, ErrorKind::settings).kind, ErrorKind::settings);
  EXPECT_EQ(error_of(EIO, ErrorKind::settings).kind, ErrorKind::internal);
}

TEST(OsError, ExplainsAFileThatIsMountedByItself) {
  EXPECT_EQ(error_of(EBUSY).code, "files.busy");
  EXPECT_NE(error_of(EBUSY).advice.find("mount its directory"), std::string::npos);
}

}  // namespace
}  // namespace atb::files
