#include "aws_simulator/signature_check.h"

#include <gtest/gtest.h>

#include "aws/sigv4.h"

namespace atb::aws_simulator {
namespace {

using core::Duration;

const auto kNow = *core::parse_timestamp("2025-01-02T03:04:05Z");

/// A request as it arrives, and the answer of the check to it.
struct World {
  explicit World(core::Timestamp signed_at = kNow, std::string_view token = "") {
    net::HttpRequest request;
    request.method = "POST";
    request.url = "http://127.0.0.1:4566/";
    request.headers.add("Content-Type", "application/x-amz-json-1.1");
    request.headers.add("X-Amz-Target", "secretsmanager.GetSecretValue");
    request.body = net::to_body(R"({"SecretId":"x"})");
    const aws::SigningKey key{"AKIDEXAMPLE", core::SecretString{"secret"},
                              core::SecretString{token}};
    keys.add("AKIDEXAMPLE", core::SecretString{"secret"}, {});
    if (!aws::sign(request, key, "us-east-1", "secretsmanager", signed_at))
      throw std::logic_error{"not signed"};
    received = {request.method, "/", request.headers, request.body};
    received.headers.add("User-Agent", "test");
  }

  /// The region of the accepted signature, or the code of the refusal.
  [[nodiscard]] std::string check(std::string_view service = "secretsmanager") const {
    const auto signer = check_signature(received, service, keys, now);
    return signer ? signer->region : signer.error().code + ": " + signer.error().message;
  }
  void replace_in_authorization(std::string_view what, std::string_view with) {
    std::string header{*received.headers.find("authorization")};
    header.replace(header.find(what), what.size(), with);
    received.headers.set("Authorization", header);
  }

  KeyRing keys{[](std::size_t length) { return std::string(length, 'r'); }};
  core::Timestamp now = kNow;
  net::ServerRequest received;
};

TEST(SignatureCheck, AcceptsWhatTheSignerSigned) {
  EXPECT_EQ(World{}.check(), "us-east-1");
}

TEST(SignatureCheck, RefusesATamperedBody) {
  World world;
  world.received.body.back() = ' ';
  EXPECT_TRUE(world.check().starts_with("InvalidSignatureException: The request signature we "));
}

TEST(SignatureCheck, RefusesATamperedHeaderTargetOrPath) {
  World header;
  header.received.headers.set("X-Amz-Target", "secretsmanager.DeleteSecret");
  EXPECT_TRUE(header.check().starts_with("InvalidSignatureException"));
  World path;
  path.received.target = "/?x=1";
  EXPECT_TRUE(path.check().starts_with("InvalidSignatureException"));
  World host;
  host.received.headers.set("Host", "other");
  EXPECT_TRUE(host.check().starts_with("InvalidSignatureException"));
}

TEST(SignatureCheck, RefusesAWrongSecretAndAnUnknownKey) {
  World wrong;
  wrong.keys.add("AKIDEXAMPLE", core::SecretString{"other"}, {});
  EXPECT_TRUE(wrong.check().starts_with("InvalidSignatureException"));
  World unknown;
  unknown.replace_in_authorization("AKIDEXAMPLE", "AKIDOTHER");
  EXPECT_TRUE(unknown.check().starts_with("UnrecognizedClientException"));
  EXPECT_TRUE(World(kNow, "token").check().starts_with("UnrecognizedClientException"));
}

TEST(SignatureCheck, RefusesAClockMoreThanFiveMinutesOff) {
  EXPECT_EQ(World{kNow - Duration::minutes(5)}.check(), "us-east-1");
  EXPECT_EQ(World{kNow + Duration::minutes(5)}.check(), "us-east-1");
  EXPECT_EQ(World{kNow - Duration::seconds(301)}.check(),
            "InvalidSignatureException: Signature expired: 20250102T025904Z is now earlier than "
            "20250102T025905Z (20250102T030405Z - 5 min.)");
  EXPECT_TRUE(World{kNow + Duration::seconds(301)}.check().starts_with(
      "InvalidSignatureException: Signature not yet current: "));
}

TEST(SignatureCheck, WantsHostAndEveryAmzHeaderSigned) {
  World host;
  host.replace_in_authorization("content-type;host;", "content-type;");
  EXPECT_NE(host.check().find("'Host' or ':authority' must be"), std::string::npos);
  World added;
  added.received.headers.add("X-Amz-Meta", "smuggled");
  EXPECT_NE(added.check().find("'x-amz-meta' must be"), std::string::npos);
}

TEST(SignatureCheck, WantsTheRightScope) {
  EXPECT_NE(World{}.check("sts").find("scoped to correct service: 'sts'"), std::string::npos);
  World date;
  date.replace_in_authorization("/20250102/", "/20250101/");
  EXPECT_NE(date.check().find("Date in Credential scope does not match"), std::string::npos);
  World region;
  region.replace_in_authorization("/us-east-1/", "/eu-west-1/");
  EXPECT_TRUE(region.check().starts_with("InvalidSignatureException"));
}

TEST(SignatureCheck, TellsAnUnsignedRequestFromAnIncompleteOne) {
  World none;
  none.received.headers.set("Authorization", "Bearer x");
  EXPECT_TRUE(none.check().starts_with("MissingAuthenticationTokenException"));
  World half;
  half.replace_in_authorization("Signature=", "Sig=");
  EXPECT_EQ(half.check(),
            "IncompleteSignatureException: Authorization header requires 'Signature' parameter. ");
  World term;
  term.replace_in_authorization("/us-east-1/", "/");
  EXPECT_TRUE(term.check().starts_with("IncompleteSignatureException"));
  World when;
  when.received.headers.set("X-Amz-Date", "yesterday");
  EXPECT_FALSE(when.check().starts_with("us-"));
}

TEST(SignatureCheck, WantsTheTokenOfATemporaryKeyAndNoOther) {
  World world;
  Identity role;
  role.arn = "arn:role";
  const auto& key = world.keys.issue(role, Duration::hours(1), kNow);
  const auto sign_with = [&](std::string_view token) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = "http://127.0.0.1:4566/";
    const aws::SigningKey signing{key.id, key.secret.clone(), core::SecretString{token}};
    EXPECT_TRUE(aws::sign(request, signing, "us-east-1", "secretsmanager", kNow));
    world.received = {request.method, "/", request.headers, request.body};
  };
  sign_with(key.session_token.reveal());
  EXPECT_EQ(world.check(), "us-east-1");
  sign_with("other");
  EXPECT_TRUE(world.check().starts_with("UnrecognizedClientException"));
  sign_with("");
  EXPECT_TRUE(world.check().starts_with("UnrecognizedClientException"));
}

TEST(SignatureCheck, SaysThatATemporaryKeyHasEnded) {
  World world;
  const auto& key = world.keys.issue({}, Duration::hours(1), kNow - Duration::hours(1));
  net::HttpRequest request;
  request.method = "POST";
  request.url = "http://127.0.0.1:4566/";
  const aws::SigningKey signing{key.id, key.secret.clone(), key.session_token.clone()};
  ASSERT_TRUE(aws::sign(request, signing, "us-east-1", "secretsmanager", kNow));
  world.received = {request.method, "/", request.headers, request.body};
  EXPECT_TRUE(world.check().starts_with("ExpiredTokenException: "));
}

}  // namespace
}  // namespace atb::aws_simulator
