#include "aws/protocol/errors.h"

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

const CallContext kContext{"GetSecretValue", "ai-trading-bot/staging", "eu-central-1"};

core::Error error_of(std::string_view code, std::string_view message = "", int status = 400) {
  return to_error({.status = status, .code = std::string{code}, .message = std::string{message}},
                  kContext, kSecretsManager);
}

TEST(Errors, GivesEachCodeItsKind) {
  using core::ErrorKind;
  const std::pair<const char*, ErrorKind> expected[] = {
      {"AccessDeniedException", ErrorKind::not_authorised},
      {"UnrecognizedClientException", ErrorKind::not_authorised},
      {"InvalidSignatureException", ErrorKind::not_authorised},
      {"ExpiredTokenException", ErrorKind::not_authorised},
      {"RequestExpired", ErrorKind::not_authorised},
      {"DecryptionFailure", ErrorKind::not_authorised},
      {"ResourceNotFoundException", ErrorKind::not_found},
      {"ResourceExistsException", ErrorKind::refused},
      {"InvalidRequestException", ErrorKind::refused},
      {"InvalidParameterException", ErrorKind::usage},
      {"LimitExceededException", ErrorKind::temporary},
      {"ThrottlingException", ErrorKind::temporary},
      {"MissingAuthenticationTokenException", ErrorKind::internal},
      {"SomethingNew", ErrorKind::internal}};
  for (const auto& [code, kind] : expected) {
    EXPECT_EQ(error_of(code).kind, kind) << code;
    EXPECT_EQ(error_of(code).code, code);
    EXPECT_FALSE(error_of(code).advice.empty()) << code;
  }
}

TEST(Errors, NamesOperationSecretAndRegion) {
  const auto denied = error_of("AccessDeniedException", "User x is not authorized");
  EXPECT_NE(denied.message.find("GetSecretValue on ai-trading-bot/staging in eu-central-1"),
            std::string::npos);
  EXPECT_NE(denied.message.find("User x is not authorized"), std::string::npos);
  EXPECT_NE(denied.advice.find("secretsmanager:GetSecretValue"), std::string::npos);
  EXPECT_NE(denied.advice.find("misspelt"), std::string::npos);
}

TEST(Errors, TellsASecretPendingDeletionFromOtherInvalidRequests) {
  const auto pending = error_of(
      "InvalidRequestException",
      "You can't perform this operation on the secret because it was marked for deletion.");
  EXPECT_NE(pending.advice.find("init --restore --secret-id ai-trading-bot/staging"),
            std::string::npos);
  EXPECT_EQ(error_of("InvalidRequestException", "rotation").advice.find("init --restore"),
            std::string::npos);
}

TEST(Errors, TellsAMissingVersionFromAMissingSecret) {
  const auto secret =
      error_of("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  EXPECT_NE(secret.message.find("there is no secret"), std::string::npos);
  EXPECT_NE(secret.advice.find("ai-trading-bot-secrets init"), std::string::npos);
  const auto version = error_of("ResourceNotFoundException",
                                "Secrets Manager can't find the specified secret value for staging "
                                "label: AWSPREVIOUS");
  EXPECT_NE(version.message.find("has no such version or stage"), std::string::npos);
  EXPECT_NE(version.advice.find("ai-trading-bot-secrets versions"), std::string::npos);
  EXPECT_EQ(version.kind, core::ErrorKind::not_found);
}

TEST(Errors, TellsADeniedKeyFromADeniedSecret) {
  EXPECT_NE(
      error_of("AccessDeniedException", "Access to KMS is not allowed").advice.find("kms:Decrypt"),
      std::string::npos);
}

TEST(Errors, CallsEveryServerFailureTemporary) {
  EXPECT_EQ(error_of("502", "", 502).kind, core::ErrorKind::temporary);
  EXPECT_EQ(error_of("InternalServiceError", "", 500).kind, core::ErrorKind::temporary);
}

TEST(Errors, KeepsBracesOfASecretsNameAsTheyAre) {
  const auto error = to_error({.status = 400, .code = "ResourceNotFoundException"},
                              {"Op", "{region}{", "r"}, kSecretsManager);
  EXPECT_NE(error.message.find("{region}{"), std::string::npos);
}

}  // namespace
}  // namespace atb::aws
