#include "aws_simulator/account_services.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

TEST(AccountServices, AllAnswerBehindTheFrontDoor) {
  auto simulator = Simulator::create({.account = std::string{kDefaultAccount},
                                      .state_file = {},
                                      .faults = Faults{1},
                                      .now = &testing::test_time,
                                      .random_text = testing::counted_text(),
                                      .request_id = [] { return "r-1"; }});
  ASSERT_TRUE(simulator);
  ASSERT_TRUE(add_account_services(**simulator, testing::counted_text(), [] { return "e-1"; }));
  const auto services = (*simulator)->summary().at("services");
  for (const auto* const name : {"iam", "cloudtrail", "logs", "monitoring"})
    EXPECT_TRUE(services.contains(name)) << name;
}

}  // namespace
}  // namespace atb::aws_simulator
