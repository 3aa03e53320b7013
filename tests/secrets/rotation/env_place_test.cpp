#include "secrets/rotation/env_place.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "secrets/fetch/fetch.h"
#include "secrets/support/fetch_world.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;

class EnvPlaceTest : public test::FetchTest {
 protected:
  EnvPlace place() const { return {request.env_file, {}, ::geteuid()}; }
};

TEST_F(EnvPlaceTest, OfThisUserIsFineWithAndWithoutAFile) {
  EXPECT_TRUE(check_place(place(), true));
  put("LOG_LEVEL='INFO'\n");
  EXPECT_TRUE(check_place(place(), true));
  EXPECT_EQ(content(), "LOG_LEVEL='INFO'\n");
}

TEST_F(EnvPlaceTest, ADryRunMakesNoLockFile) {
  EXPECT_TRUE(check_place(place(), false));
  EXPECT_TRUE(std::filesystem::is_empty(directory_));
}

TEST_F(EnvPlaceTest, AFileThatTheBotsUserCouldNotReadIsRefusedWithTheOptionThatMendsIt) {
  auto foreign = place();
  foreign.reader = ::geteuid() + 54'321;
  const auto checked = check_place(foreign, true);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, ErrorKind::refused);
  EXPECT_EQ(checked.error().advice,
            "Say whom it belongs to: --owner " + std::to_string(*foreign.reader) + ":");
  EXPECT_TRUE(std::filesystem::is_empty(directory_));
}

TEST_F(EnvPlaceTest, AMissingDirectoryAFileThatIsNoEnvAndAnUnusableLockAreFound) {
  auto nowhere = place();
  nowhere.env_file = directory_ / "none" / ".env";
  EXPECT_EQ(check_place(nowhere, true).error().kind, ErrorKind::not_found);
  std::filesystem::create_directory(lock_path(request.env_file));
  EXPECT_TRUE(check_place(place(), false));
  EXPECT_FALSE(check_place(place(), true));
  put("#!/bin/sh\nexit 1\n");
  EXPECT_EQ(check_place(place(), false).error().code, "secrets.not_an_env_file");
}

}  // namespace
}  // namespace atb::secrets
