#include "aws/secrets_meaning.h"

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

const Meaning* meaning(std::string_view code, std::string operation, std::string message = "") {
  return secrets_meaning({.status = 400, .code = std::string{code}, .message = std::move(message)},
                         {.operation = std::move(operation)});
}

TEST(SecretsMeaning, TellsASecretThatExistsFromAVersionThatExists) {
  EXPECT_NE(meaning("ResourceExistsException", "CreateSecret")->advice.find("secrets set"),
            std::string_view::npos);
  EXPECT_NE(meaning("ResourceExistsException", "PutSecretValue")->cause.find("another value"),
            std::string_view::npos);
}

TEST(SecretsMeaning, TellsALabelThatMovedFromABadParameter) {
  EXPECT_EQ(meaning("InvalidParameterException", "UpdateSecretVersionStage")->kind,
            core::ErrorKind::refused);
  EXPECT_EQ(meaning("InvalidParameterException", "CreateSecret")->kind, core::ErrorKind::usage);
}

TEST(SecretsMeaning, NeverAdvisesACommandThatReplacesTheWholeValue) {
  for (const auto* operation : {"CreateSecret", "PutSecretValue"})
    EXPECT_EQ(meaning("ResourceExistsException", operation)->advice.find("put-secret-value"),
              std::string_view::npos);
}

TEST(SecretsMeaning, LeavesToAllServicesWhatIsNotItsOwn) {
  EXPECT_EQ(meaning("ExpiredTokenException", "GetSecretValue"), nullptr);
  EXPECT_EQ(meaning("ThrottlingException", "GetSecretValue"), nullptr);
}

}  // namespace
}  // namespace atb::aws
