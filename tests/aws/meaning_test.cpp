#include "aws/meaning.h"

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

constexpr Service kServices[] = {kSecretsManager, kSts,       kIam, kCloudWatch,
                                 kCloudWatchLogs, kCloudTrail};

const Meaning& meaning(std::string_view code, const Service& service, int status = 400) {
  return meaning_of({.status = status, .code = std::string{code}}, {.operation = "Op"}, service);
}

TEST(Meaning, KnowsADenialAndAWrongKeyOfEveryService) {
  for (const auto& service : kServices)
    for (const auto* code :
         {"AccessDenied", "AccessDeniedException", "InvalidClientTokenId", "SignatureDoesNotMatch",
          "ExpiredToken", "UnrecognizedClientException"})
      EXPECT_EQ(meaning(code, service).kind, core::ErrorKind::not_authorised)
          << service.title << " " << code;
}

TEST(Meaning, TakesLoadForTemporaryWhateverItsCode) {
  for (const auto& service : kServices) {
    EXPECT_EQ(meaning("Throttling", service).kind, core::ErrorKind::temporary) << service.title;
    EXPECT_EQ(meaning("Whatever", service, 503).kind, core::ErrorKind::temporary) << service.title;
  }
}

TEST(Meaning, SaysOfAnUnknownCodeOnlyThatItIsAFault) {
  for (const auto& service : kServices)
    EXPECT_EQ(meaning("SomethingNew", service).kind, core::ErrorKind::internal) << service.title;
}

}  // namespace
}  // namespace atb::aws
