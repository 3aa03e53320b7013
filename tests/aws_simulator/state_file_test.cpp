#include "aws_simulator/state_file.h"

#include <gtest/gtest.h>

#include "files/support/sandbox.h"

namespace atb::aws_simulator {
namespace {

using files::test::Sandbox;

std::vector<StoredSecret> secrets() {
  const auto now = *core::parse_timestamp("2025-01-02T03:04:05.123456Z");
  StoredSecret secret;
  secret.region = "us-east-1";
  secret.name = "n";
  secret.arn = "arn:n-AbCdEf";
  secret.description = "d";
  secret.kms_key_id = "k";
  secret.created = secret.changed = now;
  secret.deletion_date = now;
  secret.versions = {{"v1", "ü\"\n", false, {"AWSCURRENT", "X"}, now},
                     {"v2", "YQ==", true, {}, now}};
  return {secret};
}

TEST(StateFile, BringsBackEverythingThatWasKept) {
  const auto back = parse_state(render_state(secrets()));
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 1U);
  EXPECT_EQ(render_state(*back), render_state(secrets()));
  EXPECT_EQ(back->at(0).versions.at(0).value, "ü\"\n");
  EXPECT_EQ(back->at(0).deletion_date, secrets().at(0).deletion_date);
}

TEST(StateFile, IsPrivateAndStartsEmpty) {
  const Sandbox sandbox;
  const auto path = sandbox.directory() / "state.json";
  EXPECT_TRUE(load_state(path)->empty());
  ASSERT_TRUE(save_state(path, secrets()));
  EXPECT_EQ(files::test::mode_of(path), 0600U);
  EXPECT_EQ(load_state(path)->size(), 1U);
}

TEST(StateFile, RefusesWhatItDidNotWrite) {
  for (const auto* text :
       {"", "{}", R"({"format":2,"secrets":[]})", R"({"format":1,"secrets":[1]})"})
    EXPECT_EQ(parse_state(text).error().code, "simulator.state_malformed") << text;
}

}  // namespace
}  // namespace atb::aws_simulator
