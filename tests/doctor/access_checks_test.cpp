#include "doctor/access_checks.h"

#include <gtest/gtest.h>

#include "doctor/support/patient.h"

namespace atb::doctor {
namespace {

using test::complaint;
using test::Patient;

TEST(AccessChecks, NameAMissingRegionAndSkipWhatNeedsIt) {
  Patient patient;
  patient.probes.access.region = []() -> core::Result<std::string> {
    return core::fail(core::ErrorKind::usage, "aws.no_region", "no region is given", "--region");
  };
  const auto access = check_access(patient.probes.access);
  ASSERT_NE(complaint(access.findings, "region"), nullptr);
  EXPECT_EQ(access.findings.back().check, "identity");
  EXPECT_EQ(access.findings.back().health, Health::skipped);
  EXPECT_FALSE(access.identity.has_value());
}

TEST(AccessChecks, NameMissingCredentialsWithTheirOwnCause) {
  Patient patient;
  patient.probes.access.credentials = []() -> core::Result<std::string> {
    return core::fail(core::ErrorKind::not_authorised, "aws.no_instance_profile",
                      "no instance profile is attached to this instance", "attach one");
  };
  const auto access = check_access(patient.probes.access);
  ASSERT_NE(complaint(access.findings, "credentials"), nullptr);
  EXPECT_EQ(complaint(access.findings, "credentials")->code, "aws.no_instance_profile");
  // The clock is a cause of its own and is told all the same.
  EXPECT_EQ(complaint(access.findings, "clock"), nullptr);
}

TEST(AccessChecks, TellAClockThatAwsRefusesFromOneThatBinanceRefuses) {
  Patient patient;
  patient.probes.access.clock_gap = [] { return core::Duration::minutes(7); };
  const auto far = check_access(patient.probes.access);
  ASSERT_NE(complaint(far.findings, "clock"), nullptr);
  EXPECT_EQ(complaint(far.findings, "clock")->health, Health::broken);
  EXPECT_NE(complaint(far.findings, "clock")->text.find("420.0 s behind"), std::string::npos);
  patient.probes.access.clock_gap = [] { return core::Duration::seconds(-30); };
  const auto near = check_access(patient.probes.access);
  EXPECT_EQ(complaint(near.findings, "clock")->health, Health::warning);
  EXPECT_NE(complaint(near.findings, "clock")->text.find("30.0 s ahead"), std::string::npos);
}

TEST(AccessChecks, NameARefusedKeyAndAnUnreachableAws) {
  Patient patient;
  patient.probes.access.identity = []() -> core::Result<Identity> {
    return core::fail(core::ErrorKind::not_authorised, "InvalidClientTokenId", "unknown key");
  };
  EXPECT_EQ(complaint(check_access(patient.probes.access).findings, "identity")->code,
            "InvalidClientTokenId");
  patient.probes.access.clock_gap = []() -> core::Result<core::Duration> {
    return core::fail(core::ErrorKind::temporary, "net.connect_timeout", "no answer");
  };
  EXPECT_EQ(complaint(check_access(patient.probes.access).findings, "clock")->code,
            "net.connect_timeout");
}

TEST(AccessChecks, WarnOfTheRootUsersKeys) {
  Patient patient;
  patient.probes.access.identity = [] {
    return Identity{"123456789012", "arn:aws:iam::123456789012:root"};
  };
  EXPECT_NE(complaint(check_access(patient.probes.access).findings, "identity"), nullptr);
}

TEST(AccessChecks, TellInstancesFromPeople) {
  const Identity instance{"1", "arn:aws:sts::1:assumed-role/bot/i-0abc"};
  const Identity person{"1", "arn:aws:sts::1:assumed-role/admin/anna"};
  const Identity user{"1", "arn:aws:iam::1:user/anna"};
  EXPECT_TRUE(is_instance(instance));
  EXPECT_FALSE(is_instance(person));
  EXPECT_FALSE(is_instance(user));
  EXPECT_EQ(describe_identity(instance), "role bot, session i-0abc");
  EXPECT_EQ(describe_identity(user), user.arn);
}

}  // namespace
}  // namespace atb::doctor
