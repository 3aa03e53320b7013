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
  ASSERT_NE(complaint(findings, "dead-alarm"), nullptr);
  EXPECT_NE(complaint(findings, "dead-alarm")->cure.find("--topic ARN --replace"),
            std::string::npos);
  EXPECT_NE(complaint(findings, "alarms"), nullptr);
}

TEST(ServiceChecks, WarnOfAnAlarmThatTellsNobody) {
  Patient patient;
  patient.probes.service.alarms = [] {
    return std::vector<Alarm>{{"ai-trading-bot-production-secret-denied", "AiTradingBot/Secrets",
                               "SecretDenied-production", false}};
  };
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "alarm-action"), nullptr);
  EXPECT_NE(complaint(findings, "alarm-action")->cure.find("--topic ARN"), std::string::npos);
}

TEST(ServiceChecks, TakeNoOtherAlarmForOneOnTheSecret) {
  for (const auto& [name, metric] :
       {std::pair{"ai-trading-bot-staging-secret-denied", "SecretDenied-staging"},
        std::pair{"ai-trading-bot-production-heartbeat", "Heartbeat"}}) {
    Patient patient;
    patient.probes.service.alarms = [name = name, metric = metric] {
      return std::vector<Alarm>{{name, "AiTradingBot/Secrets", metric, true}};
    };
    const auto findings = patient.examine();
    ASSERT_NE(complaint(findings, "alarms"), nullptr) << name;
    EXPECT_NE(complaint(findings, "alarms")->cure.find("--topic ARN"), std::string::npos);
  }
}

TEST(ServiceChecks, WriteTheSameFileThatWasExamined) {
  Patient patient;
  patient.probes.service.bot_status = [] { return nlohmann::json{{"settings_version", "v1"}}; };
  EXPECT_NE(complaint(patient.examine(), "bot")
                ->cure.find("--env-file " + patient.probes.env_file.string()),
            std::string::npos);
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
