#include "doctor/diagnosis.h"

#include <gtest/gtest.h>

#include "doctor/support/patient.h"

namespace atb::doctor {
namespace {

using test::complaint;
using test::complaints;
using test::Patient;

TEST(Diagnosis, FindsNothingWhereNothingIsWrong) {
  Patient patient;
  patient.set("TRADING_MODE", "paper");  // live is warned of while the bot does not offer it
  patient.fetch();
  const auto findings = patient.examine();
  EXPECT_EQ(complaints(findings), "");
  EXPECT_EQ(worst(findings), Health::good);
}

TEST(Diagnosis, AsksOutsideWithTheFilesSettingsWhereTheSecretCannotBeRead) {
  Patient patient;
  patient.probes.secret.read = []() -> core::Result<aws::SecretValue> {
    return core::fail(core::ErrorKind::not_authorised, "AccessDeniedException", "denied");
  };
  bool asked = false;
  patient.probes.outside.check_key = [&](const binance::KeyPair& pair) {
    asked = pair.key.reveal() == "kkkkkkkkkkkkkkkkkkkkkkkk";
    return core::Result<binance::KeyFacts>{patient.key};
  };
  (void)patient.examine();
  EXPECT_TRUE(asked);
}

TEST(Diagnosis, NeverShowsAValue) {
  Patient patient;
  patient.set("BINANCE_API_SECRET", "canary-canary-canary with blanks");
  patient.set("DATABASE_URL", "postgresql://bot:canary-canary@db.example.com/bot");
  for (const auto& finding : patient.examine()) {
    EXPECT_EQ(finding.text.find("canary"), std::string::npos) << finding.check;
    EXPECT_EQ(finding.cure.find("canary"), std::string::npos) << finding.check;
  }
}

}  // namespace
}  // namespace atb::doctor
