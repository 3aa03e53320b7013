#include "doctor/file_checks.h"

#include <chrono>
#include <filesystem>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doctor/support/patient.h"

namespace atb::doctor {
namespace {

using test::complaint;
using test::complaints;
using test::Patient;

TEST(FileChecks, NameAMissingFileAndHowToFetchIt) {
  Patient patient;
  std::filesystem::remove(patient.probes.env_file);
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "env-file"), nullptr);
  EXPECT_NE(complaint(findings, "env-file")->cure.find("fetch --environment production"),
            std::string::npos);
}

TEST(FileChecks, NameAFileThatOthersCanRead) {
  Patient patient;
  ::chmod(patient.probes.env_file.c_str(), 0644);
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "env-file-mode"), nullptr);
  EXPECT_NE(complaint(findings, "env-file-mode")->text.find("644"), std::string::npos);
  EXPECT_EQ(complaint(findings, "env-file"), nullptr) << complaints(findings);
}

TEST(FileChecks, NameAnOwnerWhoIsNotTheBot) {
  Patient patient;
  patient.probes.owner = files::Owner{::geteuid() + 1, {}};
  EXPECT_NE(complaint(patient.examine(), "env-file-owner"), nullptr);
}

TEST(FileChecks, NameAFolderThatOthersCanWrite) {
  Patient patient;
  ::chmod(patient.folder.directory().c_str(), 0777);
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "env-file"), nullptr);
  EXPECT_EQ(complaint(findings, "env-file")->code, "files.untrusted_directory");
}

TEST(FileChecks, NameALinkInPlaceOfTheFile) {
  Patient patient;
  std::filesystem::rename(patient.probes.env_file, patient.folder / "elsewhere");
  std::filesystem::create_symlink(patient.folder / "elsewhere", patient.probes.env_file);
  EXPECT_NE(complaint(patient.examine(), "env-file-mode"), nullptr);
}

TEST(FileChecks, NameAFileThatIsNoEnvFileOrHasWrongSettings) {
  Patient patient;
  files::test::put(patient.probes.env_file, "export A=$(id)\n");
  EXPECT_EQ(complaint(patient.examine(), "env-file")->code, "env.malformed");
  files::test::put(patient.probes.env_file, "TRADING_MODE=live\n");
  EXPECT_EQ(complaint(patient.examine(), "env-file")->code, "settings.invalid");
}

TEST(FileChecks, WarnOfAFileThatIsNotTheSecretAnyMore) {
  Patient patient;
  patient.set("STOP_LOSS_PERCENTAGE", "0.03");
  patient.version = "v3";
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "env-file-drift"), nullptr);
  EXPECT_NE(complaint(findings, "env-file-drift")->text.find("STOP_LOSS_PERCENTAGE"),
            std::string::npos);
}

TEST(FileChecks, WarnOfAFetchThatHasStoppedRunning) {
  Patient patient;
  patient.probes.secret.now = patient.probes.secret.now + core::Duration::hours(27);
  EXPECT_NE(complaint(patient.examine(), "env-file-age"), nullptr);
  std::filesystem::remove(patient.probes.env_file.string() + ".fetched");
  EXPECT_NE(complaint(patient.examine(), "env-file-age")->text.find("nothing tells"),
            std::string::npos);
}

TEST(FileChecks, NameAFileOfAnotherSecret) {
  Patient patient;
  patient.probes.secret.secret_id = "ai-trading-bot/production-2";
  EXPECT_NE(complaint(patient.examine(), "env-file-origin"), nullptr);
}

TEST(FileChecks, SendWhoExaminesTheOtherEnvironmentThereBeforeAnythingIsOverwritten) {
  Patient patient;
  patient.probes.secret.environment = settings::Environment::staging;
  patient.probes.secret.secret_id = "ai-trading-bot/staging";
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "env-file-origin"), nullptr);
  const auto& cure = complaint(findings, "env-file-origin")->cure;
  const auto doctor = cure.find("ai-trading-bot-secrets doctor --environment production");
  ASSERT_NE(doctor, std::string::npos) << cure;
  EXPECT_LT(doctor, cure.find("ai-trading-bot-secrets fetch"));
  EXPECT_EQ(complaint(findings, "env-file-drift"), nullptr) << complaints(findings);
}

TEST(FileChecks, KnowASecretByItsNameAndByItsArn) {
  Patient patient;
  const auto arn_of = [](std::string_view name) {
    return fmt::format("arn:aws:secretsmanager:eu-central-1:123456789012:secret:{}-AbCdEf", name);
  };
  patient.probes.secret.secret_id = arn_of("ai-trading-bot/production");
  EXPECT_EQ(complaint(patient.examine(), "env-file-origin"), nullptr);
  patient.probes.secret.secret_id = arn_of("ai-trading-bot/production-2");
  EXPECT_NE(complaint(patient.examine(), "env-file-origin"), nullptr);
}

TEST(FileChecks, DoNotCallAFileMissingThatCannotBeLookedAt) {
  Patient patient;
  std::filesystem::create_symlink("loop", patient.folder / "loop");  // root too is refused
  patient.probes.env_file = patient.folder / "loop" / ".env";
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "env-file"), nullptr);
  EXPECT_EQ(complaint(findings, "env-file")->text.find("there is no"), std::string::npos);
  EXPECT_NE(complaint(findings, "env-file")->cure.find("sudo"), std::string::npos);
}

TEST(FileChecks, TakeNoConfirmationForAFileThatWasChangedSince) {
  Patient patient;
  std::filesystem::last_write_time(
      patient.probes.env_file,
      std::filesystem::last_write_time(patient.probes.env_file) + std::chrono::minutes(1));
  const auto findings = patient.examine();
  ASSERT_NE(complaint(findings, "env-file-age"), nullptr);
  EXPECT_NE(complaint(findings, "env-file-age")->text.find("changed"), std::string::npos);
}

}  // namespace
}  // namespace atb::doctor
