#include "aws/helper_program.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "files/support/sandbox.h"

namespace atb::aws {
namespace {

using core::Duration;

/// Small scripts in a directory of their own.
class Helper : public testing::Test {
 protected:
  std::string script(std::string_view lines) {
    const auto path = place / "helper";
    files::test::put(path, "#!/bin/sh\n" + std::string{lines} + "\n", 0700);
    return path.string();
  }
  static std::string text(const core::SecretBuffer& bytes) { return {bytes.begin(), bytes.end()}; }

  files::test::Sandbox place;
};

TEST_F(Helper, GivesWhatTheProgramWroteAndItsStatus) {
  const auto outcome = run_helper({script("printf %s \"$1\"; echo why >&2; exit 3"), "a b;c"});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(text(outcome->output), "a b;c");
  EXPECT_EQ(outcome->complaint, "why\n");
  EXPECT_EQ(outcome->status, 3);
}

TEST_F(Helper, HandsOnTheEnvironmentButNotStandardInput) {
  ::setenv("ATB_TEST_VARIABLE", "seen", 1);
  const auto outcome = run_helper({script("printf '%s-' \"$ATB_TEST_VARIABLE\"; cat")});
  ::unsetenv("ATB_TEST_VARIABLE");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(text(outcome->output), "seen-");
}

TEST_F(Helper, HandsOnNoOtherDescriptor) {
  const auto outcome = run_helper({script("ls /proc/self/fd | wc -l")});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(std::atoi(text(outcome->output).c_str()), 4) << "three streams and ls's directory";
}

TEST_F(Helper, NamesAProgramThatIsNotThere) {
  const auto outcome = run_helper({"atb-no-such-helper", "hunter2"});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "aws.helper_not_started");
  EXPECT_NE(outcome.error().message.find("atb-no-such-helper"), std::string::npos);
  EXPECT_EQ(outcome.error().message.find("hunter2"), std::string::npos);
}

TEST_F(Helper, EndsAProgramThatTakesTooLong) {
  const auto outcome =
      run_helper({script("echo early; exec sleep 600")}, {.time = Duration::milliseconds(200)});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "aws.helper_timeout");
  EXPECT_EQ(outcome.error().kind, core::ErrorKind::temporary);
}

TEST_F(Helper, EndsAProgramThatWritesTooMuch) {
  const auto outcome = run_helper({script("exec yes")}, {.output_bytes_max = 1'000});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "aws.helper_output_too_large");
}

TEST_F(Helper, TakesExactlyWhatIsAllowed) {
  const auto outcome = run_helper({script("printf 12345")}, {.output_bytes_max = 5});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(text(outcome->output), "12345");
}

TEST_F(Helper, CutsComplaintsWithoutStoppingTheProgram) {
  const auto outcome = run_helper({script("head -c 300000 /dev/zero | tr '\\0' x >&2; echo done")});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->complaint.size(), HelperLimits{}.complaint_bytes_max);
  EXPECT_EQ(text(outcome->output), "done\n");
}

TEST_F(Helper, DoesNotWaitForWhatItLeavesBehind) {
  const auto outcome = run_helper({script("sleep 5 & echo key")});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(text(outcome->output), "key\n");
}

TEST_F(Helper, TellsASignalFromAStatus) {
  EXPECT_EQ(run_helper({script("kill -9 $$")})->status, -9);
}

}  // namespace
}  // namespace atb::aws
