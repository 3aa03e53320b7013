#include "history/hdf5_handle.h"

#include <gtest/gtest.h>

namespace atb::history {
namespace {

int closed = 0;

herr_t count_close(hid_t id) {
  ++closed;
  return id == 7 ? 0 : -1;
}

TEST(Hdf5Handle, ClosesOnceWhateverMovesIt) {
  closed = 0;
  {
    Hdf5Handle first{7, count_close};
    const Hdf5Handle second{std::move(first)};
    EXPECT_EQ(second.id(), 7);
  }
  EXPECT_EQ(closed, 1);
}

TEST(Hdf5Handle, ReportsACloseThatFailed) {
  Hdf5Handle handle{8, count_close};
  EXPECT_FALSE(handle.close());
  EXPECT_TRUE(handle.close());
}

TEST(Hdf5Handle, DoesNotCloseWhatWasNeverOpen) {
  closed = 0;
  { const Hdf5Handle none{H5I_INVALID_HID, count_close}; }
  EXPECT_EQ(closed, 0);
}

TEST(Hdf5Silence, LeavesTheReasonToBeAskedFor) {
  const Hdf5Silence silence;
  EXPECT_LT(H5Fopen("/nonexistent/file.h5", H5F_ACC_RDONLY, H5P_DEFAULT), 0);
  EXPECT_NE(hdf5_reason().find("unable to open file"), std::string::npos) << hdf5_reason();
}

}  // namespace
}  // namespace atb::history
