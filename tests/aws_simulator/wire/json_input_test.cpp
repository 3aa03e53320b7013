#include "aws_simulator/wire/json_input.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

TEST(JsonInput, TakesAMissingOrNullMemberForNotGiven) {
  const json input{{"N", nullptr}};
  EXPECT_EQ(*text_in(input, "N"), "");
  EXPECT_EQ(*number_in(input, "M", 7), 7);
  EXPECT_FALSE(*flag_in(input, "M"));
  EXPECT_TRUE(texts_in(input, "M")->empty());
  EXPECT_FALSE(*content_in(input));
}

TEST(JsonInput, RefusesAMemberOfTheWrongType) {
  const json input{{"X", 1.5}, {"L", {1}}};
  EXPECT_EQ(text_in(input, "X").error().code, "SerializationException");
  EXPECT_EQ(number_in(input, "X", 0).error().code, "SerializationException");
  EXPECT_EQ(flag_in(input, "X").error().code, "SerializationException");
  EXPECT_EQ(texts_in(input, "X").error().code, "SerializationException");
  EXPECT_EQ(texts_in(input, "L").error().code, "SerializationException");
}

TEST(JsonInput, TakesTextOrBytesButNotBoth) {
  EXPECT_FALSE((*content_in(json{{"SecretString", "s"}}))->is_binary);
  EXPECT_TRUE((*content_in(json{{"SecretBinary", "cw=="}}))->is_binary);
  EXPECT_EQ(content_in(json{{"SecretString", "s"}, {"SecretBinary", "cw=="}}).error().code,
            "InvalidParameterException");
}

TEST(JsonInput, WantsASecretId) {
  EXPECT_FALSE(secret_id_in(json::object()));
  EXPECT_FALSE(secret_id_in(json{{"SecretId", std::string(2'049, 'x')}}));
  EXPECT_EQ(*secret_id_in(json{{"SecretId", "x"}}), "x");
}

}  // namespace
}  // namespace atb::aws_simulator
