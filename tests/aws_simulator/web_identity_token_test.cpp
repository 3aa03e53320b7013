#include "aws_simulator/web_identity_token.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

/// {"alg":"none"} . {"iss":"https://idp.example","sub":"bot","aud":"sts","exp":1735787046} . x:
/// one second after the tests' time.
constexpr std::string_view kToken =
    "eyJhbGciOiJub25lIn0."
    "eyJpc3MiOiJodHRwczovL2lkcC5leGFtcGxlIiwic3ViIjoiYm90IiwiYXVkIjoic3RzIiwiZXhwIjoxNzM1Nzg3MDQ2fQ"
    ".eA";

TEST(WebIdentityToken, ReadsWhoItIsFor) {
  const auto identity = read_web_identity(kToken, testing::test_time());
  ASSERT_TRUE(identity) << identity.error().message;
  EXPECT_EQ(identity->provider, "idp.example");
  EXPECT_EQ(identity->subject, "bot");
  EXPECT_EQ(identity->audiences, std::vector<std::string>{"sts"});
}

TEST(WebIdentityToken, EndsAtItsExpiry) {
  const auto late = read_web_identity(kToken, testing::test_time() + core::Duration::seconds(1));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "ExpiredTokenException");
}

TEST(WebIdentityToken, RefusesWhatIsNoToken) {
  for (const auto* const text :
       {"", "a.b", "a.b.c.d", "!!.!!.x", "e30.e30.x", "eyJhbGciOiJub25lIn0.e30.eA"}) {
    const auto identity = read_web_identity(text, testing::test_time());
    ASSERT_FALSE(identity) << text;
    EXPECT_EQ(identity.error().code, "InvalidIdentityToken") << text;
  }
}

}  // namespace
}  // namespace atb::aws_simulator
