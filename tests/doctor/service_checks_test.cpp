#include "doctor/service_checks.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "doctor/support/patient.h"

namespace atb::doctor {
namespace {

using test::complaint;
using test::Patient;

TEST(ServiceChecks, WarnOfABotWithOlderSettingsThanTheFile) {
  Patient patient;
  patient.probes.service.bot_status = [] { return nlohmann::json{{"settings_version", "v1"}}; };
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "bot"), nullptr);
  EXPECT_NE(complaint(findings, "bot")->cure.find("--reload-service"), std::string::npos);
}

TEST(ServiceChecks, KnowThatALaterVersionOfTheSameSettingsLeavesTheFile) {
  Patient patient;
  patient.version = "v3";
  patient.fetch();
  EXPECT_EQ(complaint(patient.examine(), "bot"), nullptr);
}

TEST(ServiceChecks, NameABotThatDoesNotAnswerButNotOneThatIsDown) {
  Patient patient;
  patient.probes.service.bot_status = []() -> core::Result<nlohmann::json> {
    return core::fail(core::ErrorKind::not_found, "control.not_running", "nobody");
  };
  EXPECT_EQ(complaint(patient.examine(), "bot"), nullptr);
  patient.probes.service.bot_status = []() -> core::Result<nlohmann::json> {
    return core::fail(core::ErrorKind::temporary, "control.no_answer", "silent");
  };
  EXPECT_EQ(complaint(patient.examine(), "bot")->code, "control.no_answer");
}

TEST(ServiceChecks, WarnOfTwoSchedulesAndOfNone) {
  Patient patient;
  patient.probes.service.cron_present = true;
  EXPECT_NE(complaint(patient.examine(), "schedule")->text.find("both"), std::string::npos);
  patient.probes.service.cron_present = patient.probes.service.timer_enabled = false;
  EXPECT_NE(complaint(patient.examine(), "schedule")->text.find("nothing"), std::string::npos);
}

TEST(ServiceChecks, NameTheGuidesAlarmThatNeverFires) {
  Patient patient;
  patient.probes.service.alarms = [] {
    return std::vector<Alarm>{
        {"ai-trading-bot-secret-access-failures", "AWS/SecretsManager", "UserErrors", true}};
  };
  const auto findings = patient.examine();
  EXPECT_NE(complaint(findings, "dead-alarm"), nullptr);
  EXPECT_NE(complaint(findings, "alarms"), nullptr);
}

TEST(ServiceChecks, WarnOfAnAlarmThatTellsNobody) {
  Patient patient;
  patient.probes.service.alarms = [] {
    return std::vector<Alarm>{{"ai-trading-bot-x", "AiTradingBot", "DeniedReads", false}};
  };
  EXPECT_NE(complaint(patient.examine(), "alarm-action"), nullptr);
}

TEST(ServiceChecks, SkipAlarmsThatThisIdentityMayNotList) {
  Patient patient;
  patient.probes.service.alarms = []() -> core::Result<std::vector<Alarm>> {
    return core::fail(core::ErrorKind::not_authorised, "AccessDenied", "no");
  };
  EXPECT_EQ(complaint(patient.examine(), "alarms"), nullptr);
}

}  // namespace
}  // namespace atb::doctor
