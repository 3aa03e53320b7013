#include "aws/instance_metadata.h"

#include <future>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "aws/support/fake_metadata.h"
#include "aws/support/variables.h"
#include "net/curl_transport.h"
#include "net/http_server.h"

namespace atb::aws {
namespace {

using core::Duration;
using core::ErrorKind;
using test::variables;

const auto kNow = *core::parse_timestamp("2025-01-02T03:04:05Z");

class Metadata : public testing::Test {
 protected:
  core::Error error() {
    auto found = metadata.credentials(kNow);
    return found ? core::Error{ErrorKind::internal, "none", {}, {}} : found.error();
  }

  test::FakeMetadata service;
  InstanceMetadata metadata{service, service.base, [] { return 0.5; }};
};

TEST_F(Metadata, GivesTheKeyOfTheRoleUnderOneToken) {
  const auto found = metadata.credentials(kNow);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->key.access_key_id, "ASIAEXAMPLE");
  EXPECT_EQ(found->key.secret_access_key.reveal(), "s3cret");
  EXPECT_EQ(found->key.session_token.reveal(), "tok");
  EXPECT_EQ(found->expires, core::parse_timestamp("2025-01-02T09:04:05Z").value());
  EXPECT_EQ(found->source, "role reader of this EC2 instance");
  EXPECT_EQ(service.count("PUT"), 1);
  EXPECT_EQ(service.asked.back().path, "/latest/meta-data/iam/security-credentials/reader");
}

TEST_F(Metadata, BoundsEveryRequestToUnderOneSecond) {
  ASSERT_TRUE(metadata.credentials(kNow));
  for (const auto& one : service.asked) EXPECT_LT(one.time_allowed, Duration::seconds(1));
}

TEST_F(Metadata, KeepsTheTokenUntilNearItsEnd) {
  service.token_seconds = 3'600;
  ASSERT_TRUE(metadata.credentials(kNow));
  ASSERT_TRUE(metadata.region(kNow + Duration::minutes(54)));
  EXPECT_EQ(service.count("PUT"), 1);
  ASSERT_TRUE(metadata.region(kNow + Duration::minutes(55)));
  EXPECT_EQ(service.count("PUT"), 2);
}

TEST_F(Metadata, ReplacesATokenThatIsNoLongerTakenOnce) {
  ASSERT_TRUE(metadata.region(kNow));
  service.forget_token();
  EXPECT_EQ(metadata.region(kNow).value(), "eu-central-1");
  EXPECT_EQ(service.count("PUT"), 2);
}

TEST_F(Metadata, GivesUpWhenTheNewTokenIsNotTakenEither) {
  service.roles_status = 401;
  EXPECT_EQ(error().code, "aws.metadata_answer");
  EXPECT_EQ(service.count("PUT"), 2);
  EXPECT_EQ(service.count("GET"), 2);
}

TEST_F(Metadata, NeverAsksWithoutATokenWhateverTheServiceSays) {
  for (const int status : {400, 403, 404, 405, 500, 503}) {
    service.token_status = status;
    EXPECT_NE(error().code, "none") << status;
  }
  for (const auto* code : {"net.answer_timeout", "net.connect_timeout", "net.connect_failed"}) {
    service.failure_code = code;
    EXPECT_NE(error().code, "none") << code;
  }
  EXPECT_EQ(service.count("GET"), 0);
}

TEST_F(Metadata, RefusesATokenThatCouldForgeAHeader) {
  class Forger final : public net::HttpTransport {
   public:
    core::Result<net::HttpResponse> send(const net::HttpRequest& request) override {
      gets += request.method == "GET" ? 1 : 0;
      net::HttpResponse response;
      response.status = 200;
      response.body = net::to_body("tok\r\nX-Forged: yes");
      return response;
    }
    int gets = 0;
  };
  Forger forger;
  InstanceMetadata victim{forger, "http://169.254.169.254", [] { return 0.0; }};
  EXPECT_EQ(victim.credentials(kNow).error().code, "aws.metadata_answer");
  EXPECT_EQ(forger.gets, 0);
}

TEST_F(Metadata, NamesTheHopLimitWhenTheAnswerGetsLost) {
  service.failure_code = "net.answer_timeout";
  const auto fault = error();
  EXPECT_EQ(fault.code, "aws.metadata_no_answer");
  EXPECT_EQ(fault.kind, ErrorKind::temporary);
  EXPECT_NE(fault.advice.find("--http-put-response-hop-limit 2"), std::string::npos);
  EXPECT_EQ(service.asked.size(), 1U) << "one try";
}

TEST_F(Metadata, SaysThatThisMayNotBeEc2WhenNobodyIsThere) {
  service.failure_code = "net.connect_timeout";
  const auto fault = error();
  EXPECT_EQ(fault.code, "aws.metadata_unreachable");
  EXPECT_NE(fault.advice.find("aws configure"), std::string::npos);
  EXPECT_NE(fault.advice.find("IPAddressDeny"), std::string::npos);
}

TEST_F(Metadata, TellsSwitchedOffFromVersion1Only) {
  service.token_status = 403;
  EXPECT_EQ(error().code, "aws.metadata_blocked");
  service.token_status = 404;
  EXPECT_EQ(error().code, "aws.metadata_absent");
  service.token_status = 500;
  EXPECT_EQ(error().kind, ErrorKind::temporary);
}

TEST_F(Metadata, NamesTheMissingInstanceProfile) {
  for (const auto& [status, roles] : {std::pair{404, "x"}, std::pair{200, ""}, {200, "\n"}}) {
    service.roles_status = status;
    service.roles = roles;
    const auto fault = error();
    EXPECT_EQ(fault.code, "aws.no_instance_profile");
    EXPECT_EQ(fault.kind, ErrorKind::not_authorised);
    EXPECT_NE(fault.advice.find("associate-iam-instance-profile"), std::string::npos);
  }
}

TEST_F(Metadata, RefusesARoleThatWouldChangeThePath) {
  service.roles = "../../user-data";
  EXPECT_EQ(error().code, "aws.metadata_answer");
}

TEST_F(Metadata, ShowsWhyTheServiceHasNoKey) {
  service.key = R"({"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume"})";
  const auto fault = error();
  EXPECT_EQ(fault.code, "aws.metadata_failed");
  EXPECT_NE(fault.message.find("AssumeRoleUnauthorizedAccess: EC2 cannot assume"),
            std::string::npos);
}

TEST_F(Metadata, LetsANearlyEndedKeyOfAnOutageGoOn) {
  for (const auto* late : {"2025-01-02T03:19:00Z", "2025-01-02T02:00:00Z"}) {
    service.key = std::string{R"({"Code":"Success","AccessKeyId":"A","SecretAccessKey":"s",)"} +
                  R"("Token":"t","Expiration":")" + late + "\"}";
    EXPECT_EQ(metadata.credentials(kNow)->expires, kNow + Duration::minutes(21)) << late;
  }
}

/// The fake behind a real server, asked by the real transport.
TEST(MetadataOverHttp, GivesRegionAndKey) {
  test::FakeMetadata service;
  service.base = "";
  const auto server = net::HttpServer::create(0, [&](const net::ServerRequest& got) {
                        net::HttpRequest request;
                        request.method = got.method;
                        request.url = got.target;
                        request.headers = got.headers;
                        return service.send(request).value();
                      }).value();
  server->start();
  net::CurlTransport transport;
  InstanceMetadata metadata{transport, fmt::format("http://127.0.0.1:{}", server->port()),
                            [] { return 0.0; }};
  EXPECT_EQ(metadata.region(kNow).value(), "eu-central-1");
  EXPECT_EQ(metadata.credentials(kNow).value().key.access_key_id, "ASIAEXAMPLE");
}

TEST(MetadataOverHttp, DoesNotWaitForAnAnswerThatIsDropped) {
  std::promise<void> tested;
  const auto done = tested.get_future().share();
  const auto server = net::HttpServer::create(
                          0,
                          [done](const net::ServerRequest&) -> std::optional<net::HttpResponse> {
                            done.wait();
                            return std::nullopt;
                          })
                          .value();
  server->start();
  net::CurlTransport transport;
  InstanceMetadata metadata{transport, fmt::format("http://127.0.0.1:{}", server->port()),
                            [] { return 0.0; }};
  EXPECT_EQ(metadata.credentials(kNow).error().code, "aws.metadata_no_answer");
  tested.set_value();
}

TEST(MetadataEndpoint, FollowsTheVariables) {
  EXPECT_EQ(metadata_endpoint(variables({})).value(), "http://169.254.169.254");
  EXPECT_EQ(
      metadata_endpoint(variables({{"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6"}})).value(),
      "http://[fd00:ec2::254]");
  EXPECT_EQ(
      metadata_endpoint(variables({{"AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:99/"}}))
          .value(),
      "http://127.0.0.1:99");
  EXPECT_EQ(metadata_endpoint(variables({{"AWS_EC2_METADATA_DISABLED", "True"}})).value(),
            std::nullopt);
}

TEST(MetadataEndpoint, RefusesPlainHttpToAnotherMachineAndUnknownModes) {
  EXPECT_EQ(metadata_endpoint(
                variables({{"AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://metadata.example"}}))
                .error()
                .kind,
            ErrorKind::refused);
  EXPECT_EQ(
      metadata_endpoint(variables({{"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "v7"}})).error().code,
      "aws.metadata_malformed");
}

}  // namespace
}  // namespace atb::aws
