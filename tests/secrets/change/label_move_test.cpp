#include "secrets/change/label_move.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"

namespace atb::secrets {
namespace {

using test::Mishap;

const std::string kFirst(32, '0');
const std::string kSecond(32, 'n');

class LabelMoveTest : public ::testing::Test {
 protected:
  LabelMoveTest() {
    world.make(R"({"A":"1"})");
    const auto text = net::to_body(R"({"A":"2"})");
    EXPECT_TRUE(manager.put_secret_value("s", text, kSecond, {std::string{kPending}}));
  }
  core::Result<std::string> move(const std::string& from, const std::string& to) {
    return move_current(manager, {.secret_id = "s", .from = from, .to = to, .is_wanted = {}});
  }
  test::SimulatedAws world;
  test::DirectLine line{world};
  aws::SecretsManager manager = world.manager(line);
};

TEST_F(LabelMoveTest, MovesFromTheNamedVersionOnly) {
  const auto moved = move(kFirst, kSecond);
  ASSERT_TRUE(moved) << moved.error().message;
  EXPECT_EQ(world.current().version_id, kSecond);
  EXPECT_EQ(world.version_with("AWSPREVIOUS"), kFirst);
}

TEST_F(LabelMoveTest, MovingAgainIsASuccess) {
  ASSERT_TRUE(move(kFirst, kSecond));
  EXPECT_TRUE(move(kFirst, kSecond));
  EXPECT_EQ(world.current().version_id, kSecond);
}

TEST_F(LabelMoveTest, ALookThatFailsTooIsAnUnknownOutcome) {
  line.befalls = [](const std::string&) { return Mishap::denied; };
  const auto moved = move(kFirst, kSecond);
  EXPECT_EQ(moved.error().code, "secrets.outcome_unknown");
  EXPECT_EQ(moved.error().kind, core::ErrorKind::temporary);
}

TEST_F(LabelMoveTest, TakesAwspendingOffItsOwnVersionOnly) {
  EXPECT_EQ(drop_pending(manager, "s", kFirst), "");
  EXPECT_EQ(world.version_with("AWSPENDING"), kSecond);
  EXPECT_EQ(drop_pending(manager, "s", kSecond), "");
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
}

TEST_F(LabelMoveTest, ALabelThatStaysIsAWarning) {
  line.befalls = [](const std::string& operation) {
    return operation == "UpdateSecretVersionStage" ? Mishap::denied : Mishap::none;
  };
  EXPECT_TRUE(test::holds(drop_pending(manager, "s", kSecond), "AWSPENDING"));
}

TEST(InWords, NamesWhatChanged) {
  EXPECT_EQ(in_words({{"A", "B"}, {}, {"C"}}), "added A, B; removed C");
  EXPECT_EQ(in_words({}), "no setting");
}

}  // namespace
}  // namespace atb::secrets
