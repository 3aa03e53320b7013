#include "aws_simulator/simulator.h"

#include <gtest/gtest.h>

#include "aws/sigv4.h"
#include "aws_simulator/support/fake_service.h"
#include "files/support/sandbox.h"

namespace atb::aws_simulator {
namespace {

using core::Duration;
using nlohmann::json;
using Delivery = net::ServerAnswer::Delivery;

/// The front door with one fake service behind it.
struct World {
  explicit World(std::string_view faults = "[]", std::filesystem::path state_file = {}) {
    Faults wanted;
    if (!wanted.add(faults)) throw std::logic_error{"faults"};
    simulator = *Simulator::create(
        {.state_file = std::move(state_file),
         .faults = wanted,
         .now = [this] { return now; },
         .random_text = [](std::size_t length) { return std::string(length, 'r'); },
         .request_id = [] { return "r-1"; }});
    auto made = std::make_unique<test::FakeService>();
    service = made.get();
    if (!simulator->add_service(std::move(made))) throw std::logic_error{"state"};
  }
  net::ServerAnswer send(net::HttpRequest request, const AccessKey& key) {
    request.method = "POST";
    request.url = "http://127.0.0.1/";
    const aws::SigningKey signing{key.id, key.secret.clone(), key.session_token.clone()};
    if (!aws::sign(request, signing, "us-east-1", "fake", now + client_ahead))
      throw std::logic_error{"not signed"};
    return simulator->handle({request.method, "/", request.headers, request.body});
  }
  net::ServerAnswer call(const std::string& operation, std::string_view body = R"({"A":1})") {
    return call_as("AKIDEXAMPLE", operation, body);
  }
  net::ServerAnswer call_as(std::string_view id, const std::string& operation,
                            std::string_view body = R"({"A":1})") {
    net::HttpRequest request;
    request.headers.add("X-Amz-Target", "Fake_1." + operation);
    request.body = net::to_body(body);
    return send(std::move(request), *simulator->keys().find(id));
  }
  net::ServerAnswer query(std::string_view id, std::string_view body) {
    net::HttpRequest request;
    request.body = net::to_body(body);
    return send(std::move(request), *simulator->keys().find(id));
  }
  std::string user() {
    Identity identity;
    identity.arn = "arn:aws:iam::123456789012:user/u";
    return simulator->keys().issue(identity, Duration::hours(1), now).id;
  }

  core::Timestamp now = *core::parse_timestamp("2025-01-02T03:04:05Z");
  Duration client_ahead;
  std::unique_ptr<Simulator> simulator;
  test::FakeService* service = nullptr;
};

std::string text(const net::ServerAnswer& answer) {
  return std::string{net::as_text(answer.response.body)};
}

/// Allows what it is told to; keeps what it was asked.
struct OneAllowed final : Authoriser {
  Verdict decide(const Identity& identity, const Right& right, core::Timestamp) const override {
    asked = identity.arn + " " + right.action + " " + right.context.at("aws:PrincipalArn").front();
    return right.action == allowed ? Verdict::allowed : Verdict::implicit_deny;
  }
  std::string allowed = "fake:Get";
  mutable std::string asked;
};

struct Recorder final : EventSink {
  void record(const CallRecord& record) override { records.push_back(record); }
  std::vector<CallRecord> records;
};

TEST(Simulator, HandsTheCallToTheServiceAndItsAnswerBack) {
  World world;
  const auto answer = world.call("Get");
  EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(text(answer), R"({"got":{"A":1}})");
  EXPECT_EQ(answer.response.headers.find("x-amzn-requestid"), "r-1");
  EXPECT_EQ(answer.response.headers.find("date"), "Thu, 02 Jan 2025 03:04:05 GMT");
  EXPECT_EQ(world.service->last.region, "us-east-1");
  EXPECT_EQ(world.service->last.caller.arn, "arn:aws:iam::123456789012:root");
  EXPECT_EQ(world.service->ticks, 1);
}

TEST(Simulator, SpeaksTheQueryProtocol) {
  World world;
  EXPECT_NE(text(world.query("AKIDEXAMPLE", "Action=Get&Version=2020-01-01"))
                .find("<GetResult><Got/></GetResult>"),
            std::string::npos);
  const auto failed = world.query("AKIDEXAMPLE", "Action=Fail&Version=2020-01-01");
  EXPECT_EQ(failed.response.status, 400);
  EXPECT_NE(text(failed).find("<Code>FakeFault</Code>"), std::string::npos);
  EXPECT_NE(text(world.query("AKIDEXAMPLE", "Action=Nope")).find("<Code>InvalidAction</Code>"),
            std::string::npos);
}

TEST(Simulator, WordsAnExpiredTokenAsEachProtocolDoes) {
  World world;
  const auto id = world.user();
  world.now = world.now + Duration::hours(1);
  EXPECT_NE(text(world.call_as(id, "Get")).find("ExpiredTokenException"), std::string::npos);
  const auto query = world.query(id, "Action=Get&Version=2020-01-01");
  EXPECT_EQ(query.response.status, 403);
  EXPECT_NE(text(query).find("<Code>ExpiredToken</Code>"), std::string::npos);
}

TEST(Simulator, RefusesWhatItDoesNotServe) {
  World world;
  const auto unsigned_get = world.simulator->handle({"GET", "/", {}, {}});
  EXPECT_EQ(unsigned_get.response.status, 400);
  EXPECT_NE(text(unsigned_get).find("MissingAuthenticationTokenException"), std::string::npos);
  EXPECT_NE(text(world.call("Nope")).find("UnknownOperationException"), std::string::npos);
  EXPECT_NE(text(world.call("Get", "[]")).find("SerializationException"), std::string::npos);
  EXPECT_EQ(world.service->runs, 0);
}

TEST(Simulator, ServesWhatNeedsNoSignature) {
  World world;
  const auto answer =
      world.simulator->handle({"POST", "/", {}, net::to_body("Action=Open&Version=2020-01-01")});
  EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(world.service->last.caller.arn, "");
}

TEST(Simulator, AsksTheAuthoriserButNotForTheDefaultKey) {
  World world;
  OneAllowed authoriser;
  world.simulator->set_authoriser(&authoriser);
  const auto id = world.user();
  EXPECT_EQ(world.call_as(id, "Get").response.status, 200);
  EXPECT_EQ(authoriser.asked,
            "arn:aws:iam::123456789012:user/u fake:Get arn:aws:iam::123456789012:user/u");
  const auto denied = world.call_as(id, "Put");
  EXPECT_EQ(denied.response.status, 400);
  EXPECT_NE(text(denied).find("AccessDeniedException"), std::string::npos);
  EXPECT_EQ(world.query(id, "Action=Put").response.status, 403);
  EXPECT_EQ(world.service->runs, 1);
  EXPECT_EQ(world.call("Put").response.status, 200);
}

TEST(Simulator, RecordsCallsWithTheirOutcomeAndWithoutTheirInput) {
  World world;
  Recorder recorder;
  OneAllowed authoriser;
  world.simulator->set_event_sink(&recorder);
  world.simulator->set_authoriser(&authoriser);
  const auto id = world.user();
  (void)world.call_as(id, "Get");
  (void)world.call_as(id, "Put");
  (void)world.call("Fail");
  ASSERT_EQ(recorder.records.size(), 3U);
  EXPECT_EQ(recorder.records[0].error_code, "");
  EXPECT_EQ(recorder.records[0].event_source, "fake.amazonaws.com");
  EXPECT_TRUE(recorder.records[0].call.input.is_null());
  EXPECT_EQ(recorder.records[0].trace.request_parameters, json({{"traced", true}}));
  EXPECT_EQ(recorder.records[1].error_code, "AccessDeniedException");
  EXPECT_FALSE(recorder.records[1].trace.read_only);
  EXPECT_EQ(recorder.records[2].error_code, "FakeFault");
}

TEST(Simulator, FailsOnDemandBeforeTheCallActs) {
  World world{R"([{"operation":"Get","error":"ThrottlingException"},
                  {"operation":"Get","status":503},{"operation":"Get","drop":"before"}])"};
  EXPECT_NE(text(world.call("Get")).find("ThrottlingException"), std::string::npos);
  const auto bare = world.call("Get");
  EXPECT_EQ(bare.response.status, 503);
  EXPECT_EQ(text(bare), "");
  EXPECT_EQ(world.call("Get").delivery, Delivery::dropped);
  EXPECT_EQ(world.service->runs, 0);
}

TEST(Simulator, LosesOrCutsOnDemandTheAnswerOfACallThatActed) {
  World world{R"([{"operation":"Get","drop":true},{"operation":"Get","cut":true,"delay_ms":7}])"};
  EXPECT_EQ(world.call("Get").delivery, Delivery::dropped);
  const auto cut = world.call("Get");
  EXPECT_EQ(cut.delivery, Delivery::cut);
  EXPECT_EQ(cut.delay, Duration::milliseconds(7));
  EXPECT_EQ(world.service->runs, 2);
}

TEST(Simulator, HasAWrongClockOnDemand) {
  World world{R"({"operation":"Get","clock_skew_seconds":3600})"};
  const auto late = world.call("Get");
  EXPECT_NE(text(late).find("Signature expired"), std::string::npos);
  EXPECT_EQ(late.response.headers.find("date"), "Thu, 02 Jan 2025 04:04:05 GMT");
  world.simulator->set_clock_offset(Duration::hours(-1));
  EXPECT_NE(text(world.call("Get")).find("Signature not yet current"), std::string::npos);
  world.client_ahead = Duration::hours(-1);
  EXPECT_EQ(world.call("Get").response.status, 200);
}

TEST(Simulator, KeepsServicesAndKeysInTheStateFile) {
  const files::test::Sandbox sandbox;
  const auto state = sandbox.directory() / "state.json";
  std::string id;
  {
    World world{"[]", state};
    id = world.user();
    (void)world.call("Get");  // the ring has changed: that is saved with any call
    (void)world.call("Put");
  }
  World again{"[]", state};
  EXPECT_EQ(again.service->runs, 2);
  EXPECT_EQ(again.call_as(id, "Get").response.status, 200);
}

TEST(Simulator, RefusesStateThatAServiceCannotRead) {
  const files::test::Sandbox sandbox;
  const auto path = sandbox.directory() / "state.json";
  ASSERT_TRUE(save_state(path, {json::array(), {{"fake", json::object()}}}));
  EXPECT_THROW(World("[]", path), std::logic_error);
  ASSERT_TRUE(save_state(path, {json::array({1}), {}}));
  Simulator::Options options;
  options.state_file = path;
  EXPECT_EQ(Simulator::create(options).error().code, "simulator.state_malformed");
}

TEST(Simulator, ShowsWhatItDid) {
  World world{R"({"operation":"Get","drop":true})"};
  (void)world.call("Get");
  (void)world.call("Fail");
  world.simulator->tick();
  EXPECT_EQ(world.service->forced_ticks, 1);
  const auto summary = world.simulator->summary();
  EXPECT_EQ(summary["calls"], 2);
  EXPECT_EQ(summary["services"]["fake"]["runs"], 2);
  const auto log = world.simulator->log().to_json();
  EXPECT_EQ(log[0]["delivery"], "dropped");
  EXPECT_EQ(log[0]["access_key_id"], "AKIDEXAMPLE");
  EXPECT_EQ(log[1]["code"], "FakeFault");
}

}  // namespace
}  // namespace atb::aws_simulator
