#include "aws/assume_role.h"

#include <gtest/gtest.h>

#include "aws/renewed_credentials.h"

namespace atb::aws {
namespace {

constexpr const char* kRole = "arn:aws:iam::123456789012:role/reader";

/// A signer whose keys are numbered, and a service that takes only what `accepts` says.
class AssumedRole : public testing::Test {
 protected:
  CredentialSource source() {
    auto signer = std::make_shared<RenewedCredentials>([this](core::Timestamp) {
      Credentials key;
      key.key.access_key_id = "signer" + std::to_string(++signers);
      return core::Result<Credentials>{std::move(key)};
    });
    auto call = [this](const AssumeRoleRequest& request, const Credentials& key,
                       core::Timestamp) -> core::Result<Credentials> {
      requests.push_back(request);
      signed_by.push_back(key.key.access_key_id);
      if (key.key.access_key_id == refused)
        return core::fail(core::ErrorKind::not_authorised, refusal, "no");
      Credentials role;
      role.key.access_key_id = "role";
      return role;
    };
    return assumed_role(call, {kRole, "bot", "42", 900}, std::move(signer), "R of profile p");
  }

  int signers = 0;
  std::string refused;
  std::string refusal = "AccessDenied";
  std::vector<AssumeRoleRequest> requests;
  std::vector<std::string> signed_by;
};

TEST_F(AssumedRole, AsksWithTheSettingsAndTheSignersKey) {
  const auto key = source()({});
  ASSERT_TRUE(key);
  EXPECT_EQ(key->key.access_key_id, "role");
  EXPECT_EQ(key->source, "R of profile p");
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(requests[0].role_arn, kRole);
  EXPECT_EQ(requests[0].role_session_name, "bot");
  EXPECT_EQ(requests[0].external_id, "42");
  EXPECT_EQ(requests[0].duration_seconds, 900);
  EXPECT_EQ(signed_by[0], "signer1");
}

TEST_F(AssumedRole, RenewsASignerThatHasExpiredOnce) {
  refused = "signer1";
  refusal = "ExpiredToken";
  EXPECT_TRUE(source()({}));
  EXPECT_EQ(signed_by, (std::vector<std::string>{"signer1", "signer2"}));
}

TEST_F(AssumedRole, NamesTheRoleThatIsDenied) {
  refused = "signer1";
  const auto key = source()({});
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().code, "AccessDenied");
  EXPECT_EQ(key.error().message, "R of profile p: no");
  EXPECT_EQ(signed_by.size(), 1U);
}

TEST_F(AssumedRole, KeepsTheSignerBetweenCalls) {
  const auto asked = source();
  EXPECT_TRUE(asked({}));
  EXPECT_TRUE(asked({}));
  EXPECT_EQ(signers, 1);
}

}  // namespace
}  // namespace atb::aws
