#include "aws/container_credentials.h"

#include <gtest/gtest.h>

#include "aws/support/scripted_transport.h"
#include "aws/support/variables.h"
#include "files/support/sandbox.h"

namespace atb::aws {
namespace {

using core::Duration;
using core::ErrorKind;
using Values = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view kRelative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
constexpr std::string_view kFull = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr std::string_view kKey =
    R"({"AccessKeyId":"ASIA","SecretAccessKey":"s","Token":"t","Expiration":"2025-01-02T09:00:00Z"})";
const auto kNow = *core::parse_timestamp("2025-01-02T03:04:05Z");

class Container : public testing::Test {
 protected:
  core::Result<Credentials> ask(const Values& values) {
    ATB_ASSIGN(auto source,
               container_credentials(test::variables(values), transport, surroundings));
    if (!source) return core::fail(ErrorKind::not_found, "none", "");
    return (*source)(kNow);
  }

  test::ScriptedTransport transport;
  std::vector<Duration> slept;
  Surroundings surroundings{.now = [] { return kNow; },
                            .sleep = [this](Duration span) { slept.push_back(span); },
                            .random = [] { return 0.5; }};
};

TEST_F(Container, IsNotThereWithoutItsVariables) {
  EXPECT_EQ(ask({}).error().code, "none");
}

TEST_F(Container, PrefersTheRelativeAddress) {
  transport.answer(200, kKey);
  const auto found = ask({{std::string{kRelative}, "/v2/credentials/id?a=b"},
                          {std::string{kFull}, "http://127.0.0.1:1/other"}});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->key.access_key_id, "ASIA");
  EXPECT_EQ(found->source, "container endpoint");
  EXPECT_TRUE(found->expires);
  ASSERT_EQ(transport.asked.size(), 1U);
  EXPECT_EQ(transport.asked[0].url, "http://169.254.170.2/v2/credentials/id?a=b");
  EXPECT_EQ(transport.asked[0].time_allowed, Duration::seconds(2));
}

TEST_F(Container, AsksOnlyWhereAKeyCannotBeOverheard) {
  for (const auto* url :
       {"https://example.org/k", "http://127.0.0.1:5/k", "http://localhost/k", "http://[::1]/k",
        "http://169.254.170.2/k", "http://169.254.170.23/v1/k", "http://[fd00:ec2::23]/k"}) {
    transport.answer(200, kKey);
    EXPECT_TRUE(ask({{std::string{kFull}, url}})) << url;
  }
  const auto asked = transport.asked.size();
  for (const auto* url : {"http://example.org/k", "http://169.254.169.254/k", "http://10.0.0.1/k",
                          "http://169.254.170.2.example.org/k", "http://localhost.example.org/"})
    EXPECT_EQ(ask({{std::string{kFull}, url}}).error().kind, ErrorKind::refused) << url;
  for (const auto* url : {"ftp://127.0.0.1/k", "nonsense", "http://user:pass@127.0.0.1/"})
    EXPECT_EQ(ask({{std::string{kFull}, url}}).error().code, "aws.container_malformed") << url;
  for (const auto* path : {"@example.org/k", ".example.org/k", ":80/k", "/a b\r\n"})
    EXPECT_EQ(ask({{std::string{kRelative}, path}}).error().code, "aws.container_malformed")
        << path;
  EXPECT_EQ(transport.asked.size(), asked) << "nothing was sent";
}

TEST_F(Container, ReadsTheTokensFileAnewAtEachRequest) {
  const files::test::Sandbox place;
  const auto file = place / "token";
  const Values values{{std::string{kFull}, "http://169.254.170.23/v1/credentials"},
                      {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.string()},
                      {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "from-variable"}};
  const auto source =
      container_credentials(test::variables(values), transport, surroundings).value();
  for (const auto* token : {"first", "second"}) {
    files::test::put(file, token);
    transport.answer(200, kKey);
    ASSERT_TRUE((*source)(kNow));
    EXPECT_EQ(transport.asked.back().authorization, token) << "raw, and before the variable's";
  }
}

TEST_F(Container, TakesTheTokenOfTheVariableElse) {
  transport.answer(200, kKey);
  ASSERT_TRUE(
      ask({{std::string{kRelative}, "/k"}, {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic x"}}));
  EXPECT_EQ(transport.asked[0].authorization, "Basic x");
}

TEST_F(Container, RefusesATokenThatCouldForgeAHeader) {
  const files::test::Sandbox place;
  files::test::put(place / "token", "hunter2\r\nX-Forged: yes");
  for (const auto& [name, value] :
       {std::pair<std::string, std::string>{"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                                            (place / "token").string()},
        {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "hunter2\n"}}) {
    const auto found = ask({{std::string{kRelative}, "/k"}, {name, value}});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, "aws.container_malformed");
    EXPECT_NE(found.error().message.find(name), std::string::npos);
    EXPECT_EQ(found.error().message.find("hunter2"), std::string::npos);
  }
  EXPECT_TRUE(transport.asked.empty());
}

TEST_F(Container, TriesThreeTimesOneSecondApart) {
  transport.fail_with("net.answer_timeout");
  transport.answer(503, "");
  transport.answer(200, kKey);
  EXPECT_TRUE(ask({{std::string{kRelative}, "/k"}}));
  EXPECT_EQ(slept, (std::vector{Duration::seconds(1), Duration::seconds(1)}));

  for (int i = 0; i < 3; ++i) transport.answer(500, "");
  const auto found = ask({{std::string{kRelative}, "/k"}});
  EXPECT_EQ(found.error().kind, ErrorKind::temporary);
  EXPECT_EQ(transport.asked.size(), 6U);
}

TEST_F(Container, TakesARefusalForFinalAndShowsItsReason) {
  transport.answer(404, R"({"code":"NoRoleFound","message":"no such task"})");
  const auto found = ask({{std::string{kRelative}, "/k"}});
  EXPECT_EQ(found.error().code, "aws.container_refused");
  EXPECT_NE(found.error().message.find("404 NoRoleFound no such task"), std::string::npos);
  EXPECT_TRUE(slept.empty());
}

}  // namespace
}  // namespace atb::aws
