#include "doctor/finding.h"

#include <gtest/gtest.h>

namespace atb::doctor {
namespace {

TEST(Finding, TakesCauseAndCureFromAnError) {
  const auto finding =
      broken_by("kms", {core::ErrorKind::not_authorised, "DecryptionFailure", "why", "do this"});
  EXPECT_EQ(finding.health, Health::broken);
  EXPECT_EQ(finding.text, "why");
  EXPECT_EQ(finding.code, "DecryptionFailure");
  EXPECT_EQ(finding.cure, "do this");
}

TEST(Finding, TheWorstOneCounts) {
  EXPECT_EQ(worst({}), Health::good);
  EXPECT_EQ(worst({good("a", ""), skipped("b", "")}), Health::good);
  EXPECT_EQ(worst({good("a", ""), warning("b", "", "")}), Health::warning);
  EXPECT_EQ(worst({broken("a", "", ""), warning("b", "", "")}), Health::broken);
}

TEST(Finding, HasAWordForEachHealth) {
  EXPECT_EQ(name_of(Health::good), "ok");
  EXPECT_EQ(name_of(Health::warning), "warning");
  EXPECT_EQ(name_of(Health::broken), "broken");
  EXPECT_EQ(name_of(Health::skipped), "skipped");
}

}  // namespace
}  // namespace atb::doctor
