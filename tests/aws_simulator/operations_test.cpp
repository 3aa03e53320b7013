#include "aws_simulator/operations.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/secret_world.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

TEST(Operations, RefusesAnUnknownOperationAndInputThatIsNoObject) {
  test::SecretWorld world;
  EXPECT_EQ(world.run("ReplicateSecretToRegions", json::object()), "UnknownOperationException");
  EXPECT_EQ(world.run("GetSecretValue", json::array()), "SerializationException");
  EXPECT_EQ(world.run("GetSecretValue", json(json::value_t::discarded)), "SerializationException");
}

TEST(Operations, KnowsWhichOnesWrite) {
  EXPECT_TRUE(is_writing("CreateSecret"));
  EXPECT_TRUE(is_writing("UpdateSecretVersionStage"));
  EXPECT_FALSE(is_writing("GetSecretValue"));
  EXPECT_FALSE(is_writing("Nothing"));
  EXPECT_TRUE(is_operation("BatchGetSecretValue"));
  EXPECT_FALSE(is_operation("Nothing"));
}

}  // namespace
}  // namespace atb::aws_simulator
