#include "secrets/rotation/check_key.h"

#include <gtest/gtest.h>

#include "secrets/support/rotation_world.h"

namespace atb::secrets {
namespace {

using CheckKeyTest = test::RotationTest;

TEST_F(CheckKeyTest, MayBeLeftOutInStagingOnly) {
  EXPECT_TRUE(require_check({settings::Environment::staging, "s"}, {}));
  EXPECT_TRUE(require_check(test::kProduction, check()));
  const auto refused = require_check(test::kProduction, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, core::ErrorKind::refused);
}

TEST_F(CheckKeyTest, ReadsTheSettingsInForce) {
  ASSERT_TRUE(rotate('b'));
  const auto found = read_in_force(manager, test::kProduction);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->find("BINANCE_API_KEY")->reveal(), test::key_of('b'));
  EXPECT_FALSE(read_in_force(manager, {settings::Environment::production, "none"}));
}

}  // namespace
}  // namespace atb::secrets
