#include "secrets/rotation/key_age.h"

#include <gtest/gtest.h>

namespace atb::secrets {
namespace {

TEST(KeyAge, IsMentionedAfterThirtyDays) {
  const auto now = core::Timestamp::from_ms(1'700'000'000'000);
  EXPECT_FALSE(key_age_warning(now - core::Duration::days(30), now));
  const auto warning = key_age_warning(now - core::Duration::days(45), now);
  ASSERT_TRUE(warning);
  EXPECT_NE(warning->find("45 days"), std::string::npos);
}

}  // namespace
}  // namespace atb::secrets
