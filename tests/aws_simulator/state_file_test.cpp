#include "aws_simulator/state_file.h"

#include <gtest/gtest.h>

#include "files/support/sandbox.h"

namespace atb::aws_simulator {
namespace {

using files::test::Sandbox;

State state() {
  return {nlohmann::json::array({1}), {{"fake", {{"runs", 3}}}}};
}

TEST(StateFile, BringsBackEverythingThatWasKept) {
  const auto back = parse_state(render_state(state()));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->keys, state().keys);
  EXPECT_EQ(back->services, state().services);
}

TEST(StateFile, ReadsTheFormatThatHeldSecretsAlone) {
  const auto back = parse_state(R"({"format":1,"secrets":[1,2]})");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->services.at("secretsmanager")["secrets"].size(), 2U);
  EXPECT_TRUE(back->keys.empty());
}

TEST(StateFile, IsPrivateAndStartsEmpty) {
  const Sandbox sandbox;
  const auto path = sandbox.directory() / "state.json";
  EXPECT_TRUE(load_state(path)->services.empty());
  ASSERT_TRUE(save_state(path, state()));
  EXPECT_EQ(files::test::mode_of(path), 0600U);
  EXPECT_EQ(load_state(path)->services, state().services);
}

TEST(StateFile, RefusesWhatItDidNotWrite) {
  for (const auto* text : {"", "{}", R"({"format":3,"keys":[],"services":{}})",
                           R"({"format":2,"keys":[]})", R"({"format":1})"})
    EXPECT_EQ(parse_state(text).error().code, "simulator.state_malformed") << text;
}

}  // namespace
}  // namespace atb::aws_simulator
