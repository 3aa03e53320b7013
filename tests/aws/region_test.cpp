#include "aws/region.h"

#include <gtest/gtest.h>

#include "aws/support/profiles.h"
#include "aws/support/variables.h"

namespace atb::aws {
namespace {

using test::variables;

ProfileFiles configured() {
  return test::profile_files("", "[profile p]\nregion = eu-north-1\n");
}

TEST(Region, FollowsFlagVariablesProfileInThisOrder) {
  const auto both = variables({{"AWS_REGION", "a-1"}, {"AWS_DEFAULT_REGION", "b-1"}});
  EXPECT_EQ(resolve_region("c-1", "p", both, configured())->name, "c-1");
  EXPECT_EQ(resolve_region("", "p", both, configured())->name, "a-1");
  EXPECT_EQ(resolve_region("", "p", variables({{"AWS_DEFAULT_REGION", "b-1"}}), configured())->name,
            "b-1");
  EXPECT_EQ(resolve_region("", "p", variables({}), configured())->name, "eu-north-1");
}

TEST(Region, HasNoDefault) {
  const auto region = resolve_region("", "default", variables({}), configured());
  ASSERT_FALSE(region);
  EXPECT_EQ(region.error().code, "aws.no_region");
  EXPECT_EQ(region.error().kind, core::ErrorKind::usage);
}

TEST(Region, AsksTheMachineOnlyWhenNothingElseSaysAnything) {
  int asked = 0;
  const MachineRegion machine = [&]() -> core::Result<std::string> {
    ++asked;
    return "ap-south-1";
  };
  EXPECT_EQ(resolve_region("", "p", variables({}), configured(), machine)->name, "eu-north-1");
  EXPECT_EQ(resolve_region("c-1", "x", variables({}), {}, machine)->name, "c-1");
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(resolve_region("", "x", variables({}), {}, machine)->name, "ap-south-1");
}

TEST(Region, SaysWhyTheMachineDoesNotKnow) {
  const MachineRegion machine = []() -> core::Result<std::string> {
    return core::fail(core::ErrorKind::temporary, "x", "nobody answers");
  };
  const auto region = resolve_region("", "x", variables({}), {}, machine);
  ASSERT_FALSE(region);
  EXPECT_EQ(region.error().code, "aws.no_region");
  EXPECT_NE(region.error().message.find("nobody answers"), std::string::npos);
  EXPECT_NE(region.error().advice.find("AWS_REGION"), std::string::npos);
}

TEST(Region, IsATemporaryFailureOnlyWhileTheMachineMayStillAnswer) {
  using core::ErrorKind;
  for (const auto& [kind, expected] : {std::pair{ErrorKind::temporary, ErrorKind::temporary},
                                       std::pair{ErrorKind::not_authorised, ErrorKind::usage}}) {
    const MachineRegion machine = [said = kind]() -> core::Result<std::string> {
      return core::fail(said, "x", "it says no");
    };
    EXPECT_EQ(resolve_region("", "x", variables({}), {}, machine).error().kind, expected);
  }
}

TEST(Region, JudgesTheMachinesAnswerToo) {
  const MachineRegion machine = [] { return core::Result<std::string>{"evil.example/"}; };
  EXPECT_EQ(resolve_region("", "x", variables({}), {}, machine).error().code,
            "aws.region_malformed");
}

TEST(Region, WarnsWhenTheTwoVariablesDiffer) {
  const auto differ = variables({{"AWS_REGION", "a-1"}, {"AWS_DEFAULT_REGION", "b-1"}});
  const auto agree = variables({{"AWS_REGION", "a-1"}, {"AWS_DEFAULT_REGION", "a-1"}});
  EXPECT_NE(resolve_region("", "p", differ, {})->warning.find("b-1"), std::string::npos);
  EXPECT_EQ(resolve_region("", "p", agree, {})->warning, "");
  EXPECT_EQ(resolve_region("c-1", "p", differ, {})->warning, "");
}

TEST(Region, RefusesWhatCouldLeadToAnotherHost) {
  for (const auto* name : {"evil.example/", "us-east-1.evil", "a@b", "US-EAST-1", "-a", " "})
    EXPECT_EQ(resolve_region(name, "p", variables({}), {}).error().code, "aws.region_malformed")
        << name;
}

}  // namespace
}  // namespace atb::aws
