#include "aws/web_identity.h"

#include <gtest/gtest.h>

#include "files/support/sandbox.h"

namespace atb::aws {
namespace {

class WebIdentity : public testing::Test {
 protected:
  CredentialSource source() {
    auto call = [this](const WebIdentityRequest& request,
                       core::Timestamp) -> core::Result<Credentials> {
      tokens.emplace_back(request.token.reveal());
      role = request.role_arn;
      session = request.role_session_name;
      if (denied) return core::fail(core::ErrorKind::not_authorised, "InvalidIdentityToken", "no");
      return Credentials{};
    };
    return web_identity(call, {{"arn", "pod", "", {}}, (place / "token").string(), "web identity"});
  }

  files::test::Sandbox place;
  bool denied = false;
  std::vector<std::string> tokens;
  std::string role;
  std::string session;
};

TEST_F(WebIdentity, ReadsTheTokenAnewEachTime) {
  const auto ask = source();
  files::test::put(place / "token", "eyJ.first\n", 0644);
  const auto key = ask({});
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->source, "web identity");
  files::test::put(place / "token", "eyJ.second", 0644);
  ASSERT_TRUE(ask({}));
  EXPECT_EQ(tokens, (std::vector<std::string>{"eyJ.first", "eyJ.second"}));
  EXPECT_EQ(role, "arn");
  EXPECT_EQ(session, "pod");
}

TEST_F(WebIdentity, FollowsALinkAsKubernetesMakesThem) {
  files::test::put(place / "real", "eyJ.linked");
  std::filesystem::create_symlink("real", place / "token");
  EXPECT_TRUE(source()({}));
}

TEST_F(WebIdentity, NamesATokenFileThatIsMissingEmptyOrTooLong) {
  EXPECT_EQ(source()({}).error().code, "files.not_found");
  for (const auto& text : {std::string{" \n"}, std::string(20'001, 'x')}) {
    files::test::put(place / "token", text);
    const auto key = source()({});
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, "aws.web_identity_token");
    EXPECT_TRUE(key.error().message.starts_with("web identity: "));
  }
  EXPECT_TRUE(tokens.empty());
}

TEST_F(WebIdentity, HandsTheServicesRefusalUpWithoutTheToken) {
  denied = true;
  files::test::put(place / "token", "hunter2");
  const auto key = source()({});
  EXPECT_EQ(key.error().code, "InvalidIdentityToken");
  EXPECT_EQ(key.error().message.find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace atb::aws
