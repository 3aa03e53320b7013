#include "doctor/outside_checks.h"

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

TEST(OutsideChecks, NameRightsThatLetMoneyOut) {
  Patient patient;
  patient.key.dangerous = {"enableWithdrawals"};
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "binance-rights"), nullptr);
  EXPECT_EQ(complaint(findings, "binance-rights")->health, Health::broken);
  EXPECT_NE(complaint(findings, "binance-rights")->text.find("enableWithdrawals"),
            std::string::npos);
}

TEST(OutsideChecks, NameAKeyWithoutAddressListOrRightToTrade) {
  Patient patient;
  patient.key.ip_restricted = false;
  EXPECT_EQ(complaint(patient.examine(), "binance-ip")->health, Health::broken);
  patient.key.spot_trading = false;
  EXPECT_EQ(complaint(patient.examine(), "binance-rights")->health, Health::broken);
  const auto paper = judge_key(patient.key, settings::Environment::staging, false, {});
  EXPECT_EQ(worst(paper), Health::warning);
}

TEST(OutsideChecks, WarnOfAgeExpiryAndNeedlessRights) {
  Patient patient;
  const auto now = patient.probes.outside.now;
  patient.key.created = now - core::Duration::days(31);
  patient.key.trading_expires = now + core::Duration::days(5);
  patient.key.needless = {"enableMargin"};
  const auto findings = patient.examine();
  EXPECT_NE(complaint(findings, "binance-key-age"), nullptr);
  EXPECT_NE(complaint(findings, "binance-expiry"), nullptr);
  EXPECT_NE(complaint(findings, "binance-rights"), nullptr);
}

TEST(OutsideChecks, NameADatabaseFolderThatIsMissing) {
  Patient patient;
  patient.set("DATABASE_URL", "sqlite:////no/such/folder/bot.db");
  ASSERT_NE(complaint(patient.examine(), "database"), nullptr);
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
