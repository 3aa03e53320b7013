#include "doctor/secret_checks.h"

#include <gtest/gtest.h>

#include "doctor/support/patient.h"

namespace atb::doctor {
namespace {

using core::ErrorKind;
using test::complaint;
using test::complaints;
using test::Patient;

tl::unexpected<core::Error> denied(std::string message) {
  return core::fail(ErrorKind::not_authorised, "AccessDeniedException", std::move(message));
}

TEST(SecretChecks, TellAMistypedNameFromAMissingSecretAndAWrongRegion) {
  Patient patient;
  patient.probes.secret.describe = []() -> core::Result<aws::SecretDescription> {
    return core::fail(ErrorKind::not_found, "ResourceNotFoundException", "not there");
  };
  patient.probes.secret.names = [] {
    return std::vector<std::string>{"ai-trading-bot/Production"};
  };
  const auto mistyped = patient.examine();
  ASSERT_NE(complaint(mistyped, "secret"), nullptr) << complaints(mistyped);
  EXPECT_NE(complaint(mistyped, "secret")->text.find("mistyped"), std::string::npos);
  patient.probes.secret.names = [] { return std::vector<std::string>{}; };
  EXPECT_NE(complaint(patient.examine(), "secret")->text.find("may be the wrong one"),
            std::string::npos);
  patient.probes.secret.names = [] { return std::vector<std::string>{"something/else"}; };
  const auto missing = patient.examine();
  EXPECT_EQ(complaint(missing, "secret")->text.find("mistyped"), std::string::npos);
  EXPECT_NE(complaint(missing, "secret")->cure.find("init"), std::string::npos);
}

TEST(SecretChecks, NameAPendingDeletionAndHowToBringItBack) {
  Patient patient;
  patient.description.deleted = core::Timestamp::from_ms(1'764'900'000'000);
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "secret"), nullptr);
  EXPECT_NE(complaint(findings, "secret")->cure.find("init --restore"), std::string::npos);
  EXPECT_EQ(complaint(findings, "permission"), nullptr);
}

TEST(SecretChecks, TellAPolicyWithoutReadingFromOneForAnotherName) {
  Patient patient;
  patient.probes.secret.read = []() -> core::Result<aws::SecretValue> { return denied("no"); };
  const auto half = patient.examine();
  ASSERT_NE(complaint(half, "permission"), nullptr);
  EXPECT_NE(complaint(half, "permission")->text.find("may see"), std::string::npos);
  patient.probes.secret.describe = []() -> core::Result<aws::SecretDescription> {
    return denied("no");
  };
  const auto none = patient.examine();
  EXPECT_NE(complaint(none, "permission")->text.find("name or region"), std::string::npos);
  EXPECT_NE(complaint(none, "permission")->cure.find("policy --environment production"),
            std::string::npos);
}

TEST(SecretChecks, NameAnExplicitDeny) {
  Patient patient;
  patient.probes.secret.read = []() -> core::Result<aws::SecretValue> {
    return denied("with an explicit deny in a resource-based policy");
  };
  EXPECT_NE(complaint(patient.examine(), "permission")->cure.find("resource policy"),
            std::string::npos);
}

TEST(SecretChecks, NameKmsWhereTheKeyIsTheCause) {
  Patient patient;
  patient.probes.secret.read = []() -> core::Result<aws::SecretValue> {
    return denied("Access to KMS is not allowed");
  };
  EXPECT_NE(complaint(patient.examine(), "kms"), nullptr);
  patient.probes.secret.read = []() -> core::Result<aws::SecretValue> {
    return core::fail(ErrorKind::not_authorised, "DecryptionFailure", "key is disabled");
  };
  EXPECT_NE(complaint(patient.examine(), "kms"), nullptr);
}

TEST(SecretChecks, NameASecretWithoutAValue) {
  Patient patient;
  patient.probes.secret.read = []() -> core::Result<aws::SecretValue> {
    return core::fail(ErrorKind::not_found, "ResourceNotFoundException", "no AWSCURRENT");
  };
  EXPECT_NE(complaint(patient.examine(), "current-version"), nullptr);
}

TEST(SecretChecks, NameJsonThatIsNone) {
  Patient patient;
  patient.set_text(R"({"BINANCE_API_KEY": "new-api-key", ...})");
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "shape"), nullptr);
  EXPECT_EQ(complaint(findings, "shape")->code, "secret.malformed_json");
}

TEST(SecretChecks, NameMissingSettingsAfterAWriteOfAPart) {
  Patient patient;
  patient.set_text(R"({"TRADING_MODE": "live"})");
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "shape"), nullptr);
  EXPECT_NE(complaint(findings, "shape")->cure.find("BINANCE_API_KEY"), std::string::npos);
}

TEST(SecretChecks, WarnOfAChangeThatDidNotEndAndOfAnOldKey) {
  Patient patient;
  patient.description.stages_by_version["v3"] = {"AWSPENDING"};
  EXPECT_NE(complaint(patient.examine(), "pending-version"), nullptr);
  patient.probes.secret.now = patient.probes.secret.now + core::Duration::days(40);
  EXPECT_NE(complaint(patient.examine(), "key-age"), nullptr);
}

TEST(SecretChecks, SayThatTheOtherEnvironmentsSecretIsThere) {
  Patient patient;
  patient.probes.secret.describe = []() -> core::Result<aws::SecretDescription> {
    return core::fail(ErrorKind::not_found, "ResourceNotFoundException", "not there");
  };
  patient.probes.secret.names = [] { return std::vector<std::string>{"ai-trading-bot/staging"}; };
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "secret"), nullptr);
  EXPECT_NE(complaint(findings, "secret")->text.find("ai-trading-bot/staging"), std::string::npos);
  const auto& cure = complaint(findings, "secret")->cure;
  EXPECT_NE(cure.find("doctor --environment staging"), std::string::npos) << cure;
  EXPECT_NE(cure.find("init --environment production"), std::string::npos) << cure;
}

TEST(SecretChecks, CountTheKeysAgeFromTheVersionThatBroughtIt) {
  Patient patient;
  patient.probes.secret.key_since = [&] {
    return std::optional{patient.probes.secret.now - core::Duration::days(40)};
  };
  ASSERT_NE(complaint(patient.examine(), "key-age"), nullptr);
  EXPECT_NE(complaint(patient.examine(), "key-age")->text.find("40 days"), std::string::npos);
  patient.probes.secret.key_since = []() -> core::Result<std::optional<core::Timestamp>> {
    return denied("no ListSecretVersionIds");
  };
  EXPECT_EQ(complaint(patient.examine(), "key-age"), nullptr);
}

TEST(SecretChecks, ExpectNothingOfAPlaceholder) {
  Patient patient;
  patient.set("TRADING_MODE", "paper");
  patient.set("BINANCE_API_KEY", "your-api-key-here");
  patient.set("BINANCE_API_SECRET", "your-api-secret-here");
  patient.probes.secret.read_other = [&]() -> core::Result<aws::SecretValue> {
    aws::SecretValue other;
    other.value = core::SecretString{patient.text()};
    return other;
  };
  patient.probes.secret.now = patient.probes.secret.now + core::Duration::days(40);
  const auto findings = patient.examine();
  EXPECT_EQ(complaint(findings, "shared-key"), nullptr) << complaints(findings);
  EXPECT_EQ(complaint(findings, "key-age"), nullptr) << complaints(findings);
}

TEST(SecretChecks, NameOnePairOfKeysInBothEnvironments) {
  Patient patient;
  patient.probes.secret.read_other = [&]() -> core::Result<aws::SecretValue> {
    aws::SecretValue other;
    other.value = core::SecretString{patient.text()};
    return other;
  };
  const auto findings = patient.examine();
  EXPECT_NE(complaint(findings, "shared-key"), nullptr) << complaints(findings);
  EXPECT_NE(complaint(findings, "least-privilege"), nullptr);
}

}  // namespace
}  // namespace atb::doctor
