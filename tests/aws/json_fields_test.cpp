#include "aws/json_fields.h"

#include <gtest/gtest.h>

#include "net/http.h"

namespace atb::aws {
namespace {

SecretJson parsed(std::string_view text) {
  return parse_secret_json(net::to_body(text));
}

TEST(JsonFields, ReadsMembersOfTheirKind) {
  const auto object =
      parsed(R"({"s":"x","t":1735787045.123,"m":1735787045123,"f":true,"n":-7,"l":["a",1,"b"]})");
  EXPECT_EQ(copy_at(object, "s"), "x");
  EXPECT_EQ(core::to_text(*time_at(object, "t")), "2025-01-02T03:04:05.123Z");
  EXPECT_EQ(core::to_text(*time_ms_at(object, "m")), "2025-01-02T03:04:05.123Z");
  EXPECT_TRUE(flag_at(object, "f"));
  EXPECT_EQ(count_at(object, "n"), -7);
  EXPECT_EQ(texts_at(object, "l"), (std::vector<std::string>{"a", "b"}));
}

TEST(JsonFields, TakesNothingFromMembersOfAnotherKind) {
  const auto object =
      parsed(R"({"s":1,"t":"x","m":-1,"f":"true","n":1.5,"l":{},"huge":18446744073709551615})");
  EXPECT_EQ(copy_at(object, "s"), "");
  EXPECT_FALSE(time_at(object, "t"));
  EXPECT_FALSE(time_ms_at(object, "m"));
  EXPECT_FALSE(time_ms_at(object, "huge"));
  EXPECT_FALSE(flag_at(object, "f"));
  EXPECT_FALSE(count_at(object, "n"));
  EXPECT_FALSE(count_at(object, "huge"));
  EXPECT_TRUE(list_at(object, "l").empty());
  EXPECT_TRUE(texts_in(object).empty());
}

TEST(JsonFields, TakesNothingFromWhatIsNoObject) {
  const auto list = parsed("[1]");
  EXPECT_EQ(copy_at(list, "s"), "");
  EXPECT_FALSE(time_at(list, "t"));
  EXPECT_FALSE(flag_at(list, "f"));
  EXPECT_TRUE(list_at(list, "l").empty());
}

}  // namespace
}  // namespace atb::aws
