#include "doctor/outside_checks.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "doctor/support/patient.h"

namespace atb::doctor {
namespace {

using test::complaint;
using test::complaints;
using test::Patient;

TEST(OutsideChecks, NameARefusedBinanceKey) {
  Patient patient;
  patient.probes.outside.check_key =
      [](const binance::KeyPair&) -> core::Result<binance::KeyFacts> {
    return core::fail(core::ErrorKind::not_authorised, "binance.key_refused", "-2015");
  };
  EXPECT_EQ(complaint(patient.examine(), "binance-key")->code, "binance.key_refused");
}

TEST(OutsideChecks, AskForLessInPaperMode) {
  Patient patient;
  patient.probes.outside.check_key =
      [](const binance::KeyPair&) -> core::Result<binance::KeyFacts> {
    return core::fail(core::ErrorKind::not_authorised, "binance.key_refused", "-2015");
  };
  patient.set("TRADING_MODE", "paper");
  EXPECT_EQ(complaint(patient.examine(), "binance-key")->health, Health::warning);
  patient.set("BINANCE_API_KEY", "your-api-key-here");
  EXPECT_EQ(complaint(patient.examine(), "binance-key"), nullptr);
}

TEST(OutsideChecks, NameWhatSpeaksAgainstTheKey) {
  Patient patient;
  patient.key.dangerous = {"enableWithdrawals"};
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "binance-key"), nullptr);
  EXPECT_EQ(complaint(findings, "binance-key")->health, Health::broken);
  EXPECT_NE(complaint(findings, "binance-key")->text.find("enableWithdrawals"), std::string::npos);
}

TEST(OutsideChecks, NameAKeyWithoutAddressListOrRightToTrade) {
  for (const auto right : {&binance::KeyFacts::ip_restricted, &binance::KeyFacts::spot_trading}) {
    Patient patient;
    patient.key.*right = false;
    const auto findings = patient.examine();
    ASSERT_NE(complaint(findings, "binance-key"), nullptr);
    EXPECT_EQ(complaint(findings, "binance-key")->health, Health::broken);
  }
}

TEST(OutsideChecks, WarnOfAnOldKeyAndOfNeedlessRights) {
  Patient patient;
  patient.key.created = patient.probes.outside.now - core::Duration::days(31);
  ASSERT_NE(complaint(patient.examine(), "binance-key"), nullptr);
  EXPECT_EQ(complaint(patient.examine(), "binance-key")->health, Health::warning);
  patient.key.created.reset();
  patient.key.needless = {"enableMargin"};
  EXPECT_EQ(complaint(patient.examine(), "binance-key")->health, Health::warning);
}

TEST(OutsideChecks, NameADatabaseFolderThatIsMissing) {
  Patient patient;
  patient.set("DATABASE_URL", "sqlite:////no/such/folder/bot.db");
  ASSERT_NE(complaint(patient.examine(), "database"), nullptr);
}

TEST(OutsideChecks, DoNotCallAFolderMissingThatCannotBeLookedAt) {
  Patient patient;
  const auto loop = patient.folder / "loop";
  std::filesystem::create_symlink("loop", loop);  // root too is refused
  patient.set("DATABASE_URL", "sqlite:///" + (loop / "data" / "bot.db").string());
  const auto findings = patient.examine();
  EXPECT_EQ(complaint(findings, "database"), nullptr) << complaints(findings);
}

TEST(OutsideChecks, WarnOfARelativeDatabasePathWithTheWholeOne) {
  Patient patient;
  patient.set("DATABASE_URL", "sqlite:///bot.db");
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "database"), nullptr);
  EXPECT_NE(complaint(findings, "database")->cure.find(patient.folder.directory().string()),
            std::string::npos);
}

TEST(OutsideChecks, NameADatabaseServerThatIsDownOrUnencrypted) {
  Patient patient;
  patient.set("DATABASE_URL", "postgresql://bot:long-password@db.example.com:5432/bot");
  EXPECT_EQ(complaint(patient.examine(), "database")->health, Health::warning);
  patient.probes.outside.ask_postgres = [](const std::string&, std::uint16_t) {
    return net::PostgresAnswer{false};
  };
  EXPECT_EQ(complaint(patient.examine(), "database")->health, Health::broken);
  patient.probes.outside.ask_postgres = [](const std::string&,
                                           std::uint16_t) -> core::Result<net::PostgresAnswer> {
    return core::fail(core::ErrorKind::temporary, "net.connect_failed", "nothing listens");
  };
  EXPECT_EQ(complaint(patient.examine(), "database")->code, "net.connect_failed");
}

TEST(OutsideChecks, NameADeadWebhookAndAMissingOne) {
  Patient patient;
  patient.probes.outside.post_empty = [](const core::SecretString&) {
    net::HttpResponse answer;
    answer.status = 404;
    answer.body = net::to_body("no_service");
    return core::Result<net::HttpResponse>{std::move(answer)};
  };
  const auto dead = patient.examine();
  ASSERT_NE(complaint(dead, "slack"), nullptr);
  EXPECT_EQ(complaints(dead).find("abcdefgh"), std::string::npos);
  patient.set("SLACK_WEBHOOK", "");
  EXPECT_EQ(complaint(patient.examine(), "slack")->health, Health::warning);
}

}  // namespace
}  // namespace atb::doctor
