#include "aws_simulator/wire/request_route.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/fake_service.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct World {
  World() { services.push_back(std::make_unique<test::FakeService>()); }
  Route route(net::Headers headers, std::string_view body, std::string target = "/",
              std::string method = "POST") {
    return find_route(
        {std::move(method), std::move(target), std::move(headers), net::to_body(body)}, services);
  }
  Services services;
};

constexpr std::string_view kScope =
    "AWS4-HMAC-SHA256 Credential=K/20250102/us-east-1/fake/aws4_request, SignedHeaders=host";

TEST(RequestRoute, FindsAJsonServiceByItsTarget) {
  World world;
  const auto route = world.route({{"X-Amz-Target", "Fake_1.Get"}}, R"({"A":1})");
  EXPECT_EQ(route.service, world.services[0].get());
  EXPECT_EQ(route.operation, "Get");
  EXPECT_EQ(route.wire, Wire::json);
  EXPECT_EQ(route.input, json({{"A", 1}}));
}

TEST(RequestRoute, FindsATargetWithAndWithoutTheServicesNamespace) {
  World world;
  world.services.push_back(
      std::make_unique<test::FakeService>("spaced", "com.amazonaws.v1.Spaced_1."));
  for (const auto* const target : {"com.amazonaws.v1.Spaced_1.Get", "Spaced_1.Get"}) {
    const auto route = world.route({{"X-Amz-Target", target}}, "{}");
    EXPECT_EQ(route.service, world.services[1].get()) << target;
    EXPECT_EQ(route.operation, "Get") << target;
  }
  EXPECT_EQ(world.route({{"X-Amz-Target", "v1.Spaced_1.Get"}}, "{}").service, nullptr);
}

TEST(RequestRoute, FindsACborServiceByItsPath) {
  World world;
  const auto bytes = json::to_cbor(json{{"A", 1}});
  const auto route = world.route({{"smithy-protocol", "rpc-v2-cbor"}},
                                 {reinterpret_cast<const char*>(bytes.data()), bytes.size()},
                                 "/service/Fake_1/operation/Get");
  EXPECT_EQ(route.service, world.services[0].get());
  EXPECT_EQ(route.operation, "Get");
  EXPECT_EQ(route.wire, Wire::cbor);
  EXPECT_EQ(route.input, json({{"A", 1}}));
}

TEST(RequestRoute, FindsAQueryServiceByTheSignaturesScope) {
  World world;
  const auto route =
      world.route({{"Authorization", kScope}}, "Action=Get&Version=2020-01-01&L.member.1=a");
  EXPECT_EQ(route.service, world.services[0].get());
  EXPECT_EQ(route.operation, "Get");
  EXPECT_EQ(route.wire, Wire::query);
  EXPECT_EQ(route.input.dump(), R"({"L":["a"]})");
}

TEST(RequestRoute, FindsAnUnsignedQueryOnlyWhereItMayBeUnsigned) {
  World world;
  EXPECT_NE(world.route({}, "Action=Open&Version=2020-01-01").service, nullptr);
  EXPECT_EQ(world.route({}, "Action=Open&Version=2021-01-01").service, nullptr);
  EXPECT_EQ(world.route({}, "Action=Get&Version=2020-01-01").service, nullptr);
}

TEST(RequestRoute, GivesNoServiceForAnythingElse) {
  World world;
  EXPECT_EQ(world.route({}, "", "/", "GET").service, nullptr);
  EXPECT_EQ(world.route({{"X-Amz-Target", "Other.Get"}}, "{}").service, nullptr);
  EXPECT_EQ(world.route({{"X-Amz-Target", "Fake_1.Get"}}, "{}", "/x").service, nullptr);
  EXPECT_EQ(world.route({{"smithy-protocol", "rpc-v2-cbor"}}, "", "/x").service, nullptr);
  EXPECT_FALSE(world.route({{"X-Amz-Target", "Fake_1.Get"}}, "{").input.is_object());
}

}  // namespace
}  // namespace atb::aws_simulator
