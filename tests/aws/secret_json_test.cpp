#include "aws/secret_json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::aws {
namespace {

std::string text_of(const core::SecretBuffer& bytes) {
  return {bytes.begin(), bytes.end()};
}

TEST(SecretJson, WritesMembersInTheirOrder) {
  JsonWriter writer;
  EXPECT_EQ(text_of(writer.finish()), "{}");
  writer.add("b", "1");
  writer.add("a", "x\"\\\n\x01ü");
  EXPECT_EQ(text_of(writer.finish()), "{\"b\":\"1\",\"a\":\"x\\\"\\\\\\u000a\\u0001ü\"}");
}

TEST(SecretJson, WritesListsFlagsAndFinishedJson) {
  JsonWriter writer;
  writer.add_list("a", {"x\"", "y"});
  writer.add_list("b", {});
  writer.add_flag("c", true);
  writer.add_json("d", "[{}]");
  EXPECT_EQ(text_of(writer.finish()), R"({"a":["x\"","y"],"b":[],"c":true,"d":[{}]})");
}

RC_GTEST_PROP(SecretJson, ReadsBackWhatItWrites, ()) {
  const auto value = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
  JsonWriter writer;
  writer.add("SecretString", value);
  const auto object = parse_secret_json(writer.finish());
  RC_ASSERT(text_at(object, "SecretString") == value);
}

TEST(SecretJson, GivesEmptyTextForWhatIsNotThere) {
  const std::string_view text = R"({"n":1})";
  const auto object = parse_secret_json({text.begin(), text.end()});
  EXPECT_EQ(text_at(object, "n"), "");
  EXPECT_EQ(text_at(object, "m"), "");
  EXPECT_TRUE(parse_secret_json({'{', '"'}).is_discarded());
  EXPECT_EQ(text_at(parse_secret_json({'[', ']'}), "x"), "");
}

}  // namespace
}  // namespace atb::aws
