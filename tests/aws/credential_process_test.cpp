#include "aws/credential_process.h"

#include <gtest/gtest.h>

#include "files/support/sandbox.h"

namespace atb::aws {
namespace {

class Process : public testing::Test {
 protected:
  std::string script(std::string_view lines) {
    const auto path = place / "my helper";
    files::test::put(path, "#!/bin/sh\n" + std::string{lines} + "\n", 0700);
    return "'" + path.string() + "'";
  }
  core::Result<Credentials> ask(std::string_view command) {
    ATB_ASSIGN(const auto source, credential_process(command, "credential_process of p"));
    return source({});
  }

  files::test::Sandbox place;
};

TEST_F(Process, GivesTheKeyThatTheProgramPrints) {
  const auto found = ask(script(R"(test "$1" = "a b" && echo '{"Version":1,"AccessKeyId":"AKID",)"
                                R"("SecretAccessKey":"s","Expiration":"2025-01-02T03:04:05Z"}')") +
                         " \"a b\"");
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->key.access_key_id, "AKID");
  EXPECT_EQ(found->source, "credential_process of p");
  EXPECT_TRUE(found->expires);
}

TEST_F(Process, RunsAnewEachTime) {
  const auto source = credential_process(
      script("echo >>\"$0.runs\"\n"
             "printf '{\"Version\":1,\"AccessKeyId\":\"A%s\",\"SecretAccessKey\":\"s\"}' "
             "$(wc -l <\"$0.runs\")"),
      "o");
  ASSERT_TRUE(source);
  EXPECT_EQ((*source)({})->key.access_key_id, "A1");
  EXPECT_EQ((*source)({})->key.access_key_id, "A2");
}

TEST_F(Process, UsesNoShell) {
  const auto found = ask("echo '{}' ; touch " + (place / "touched").string());
  EXPECT_FALSE(found);
  EXPECT_FALSE(std::filesystem::exists(place / "touched"));
}

TEST_F(Process, ShowsTheComplaintButNeverTheOutput) {
  const auto found = ask(script("echo hunter2; echo 'login has ended' >&2; exit 255"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "aws.process_failed");
  EXPECT_EQ(found.error().kind, core::ErrorKind::not_authorised);
  EXPECT_NE(found.error().message.find("status 255: login has ended"), std::string::npos)
      << found.error().message;
  EXPECT_EQ(found.error().message.find("hunter2"), std::string::npos);
}

TEST_F(Process, RefusesOutputThatIsNoKeyWithoutShowingIt) {
  const auto found = ask(script("echo '{\"Version\":1,\"AccessKeyId\":\"hunter2\"}'"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "aws.credentials_malformed");
  EXPECT_TRUE(found.error().message.starts_with("credential_process of p: "));
  EXPECT_EQ(found.error().message.find("hunter2"), std::string::npos);
}

TEST_F(Process, BoundsTheTime) {
  const auto source =
      credential_process("sleep 600", "o", {.time = core::Duration::milliseconds(100)});
  EXPECT_EQ((*source)({}).error().code, "aws.helper_timeout");
}

TEST_F(Process, RefusesACommandThatCannotBeSplit) {
  EXPECT_EQ(credential_process("'open", "o").error().code, "aws.words_malformed");
  EXPECT_EQ(credential_process(" ", "o").error().code, "aws.process_empty");
  EXPECT_EQ(credential_process("'' a", "o").error().code, "aws.process_empty");
}

}  // namespace
}  // namespace atb::aws
