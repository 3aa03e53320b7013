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
  core::Result<Moved> move(const std::string& from, const std::string& to) {
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
  line.befalls = [](const std::string&) { return Mishap::lost_after; };
  const auto moved = move(kFirst, kSecond);
  EXPECT_EQ(moved.error().code, "secrets.outcome_unknown");
  EXPECT_EQ(moved.error().kind, core::ErrorKind::temporary);
}

TEST_F(LabelMoveTest, ARefusalIsCertainAlsoWhereTheLookIsRefused) {
  line.befalls = [](const std::string&) { return Mishap::denied; };
  const auto moved = move(kFirst, kSecond);
  EXPECT_EQ(moved.error().kind, core::ErrorKind::not_authorised);
  EXPECT_TRUE(test::holds(moved.error().message, "was not put in force"));
}

TEST_F(LabelMoveTest, ARefusalAfterALostAnswerIsNotCertain) {
  line.befalls = [first = true](const std::string&) mutable {
    return std::exchange(first, false) ? Mishap::lost_after : Mishap::denied;
  };
  EXPECT_EQ(move(kFirst, kSecond).error().code, "secrets.outcome_unknown");
  EXPECT_EQ(world.current().version_id, kSecond);
}

/// Answers the look at AWSCURRENT as it was before the move: reads may be older than writes.
class StaleLine final : public net::HttpTransport {
 public:
  explicit StaleLine(test::SimulatedAws& world) : world_{world} {}
  [[nodiscard]] core::Result<net::HttpResponse> send(const net::HttpRequest& request) override {
    const std::string body = std::string{net::as_text(request.body)};
    const std::string_view target = request.headers.find("X-Amz-Target").value_or("");
    if (target.ends_with("UpdateSecretVersionStage"))
      return world_.deliver(request,
                            std::exchange(first_, false) ? Mishap::lost_after : Mishap::none);
    if (test::holds(body, kSecond) && hides_target) return world_.deliver(request, Mishap::denied);
    auto answer = world_.deliver(request, Mishap::none);
    if (!test::holds(body, kSecond))
      answer->body = net::to_body(R"({"Name":"s","ARN":"arn:aws:x","VersionId":")" + kFirst +
                                  R"(","SecretString":"{}","VersionStages":["AWSCURRENT"]})");
    return answer;
  }
  bool hides_target = false;

 private:
  test::SimulatedAws& world_;
  bool first_ = true;
};

TEST_F(LabelMoveTest, AStaleLookIsNotBelievedOverTheVersionItself) {
  StaleLine stale{world};
  auto looking = world.manager(stale);
  const auto moved = move_current(looking, {"s", kFirst, kSecond, {}, nullptr});
  ASSERT_TRUE(moved) << moved.error().message;
  EXPECT_EQ(moved->in_force, kSecond);
}

TEST_F(LabelMoveTest, AStaleLookAloneIsAnUnknownOutcome) {
  StaleLine stale{world};
  stale.hides_target = true;
  auto looking = world.manager(stale);
  const auto moved = move_current(looking, {"s", kFirst, kSecond, {}, nullptr});
  ASSERT_FALSE(moved);
  EXPECT_EQ(moved.error().code, "secrets.outcome_unknown");
}

TEST_F(LabelMoveTest, AMoveThatAwsRefusesAtOnceIsNoUnknownOutcome) {
  const std::string third(32, 't');
  ASSERT_TRUE(manager.put_secret_value("s", net::to_body(R"({"A":"3"})"), third, {"AWSCURRENT"}));
  const auto moved = move(kFirst, kSecond);
  EXPECT_EQ(moved.error().code, "secrets.moved_meanwhile");
  EXPECT_EQ(world.current().version_id, third);
}

TEST_F(LabelMoveTest, TellsWhichVersionIsInForceWhenAnotherWriterDidTheSame) {
  const std::string third(32, 't');
  ASSERT_TRUE(manager.put_secret_value("s", net::to_body(R"({"A":"2"})"), third, {"AWSCURRENT"}));
  const auto moved = move_current(
      manager, {"s", kFirst, kSecond, [](const settings::Values&) { return true; }, nullptr});
  ASSERT_TRUE(moved) << moved.error().message;
  EXPECT_EQ(moved->in_force, third);
  EXPECT_FALSE(moved->was_in_force);
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
