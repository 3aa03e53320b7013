#include "binance_simulator/wire/json_parameters.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

std::string read(std::string_view text) {
  std::string seen;
  const auto outcome =
      read_json_parameters(text, [&](const std::string& name, const std::string& value) {
        seen += name + "=" + value + ";";
        return exchange::Outcome<void>{};
      });
  return outcome ? seen : std::to_string(outcome.error().code);
}

TEST(JsonParameters, KeepNumbersAsTheyWereSent) {
  EXPECT_EQ(read(R"({"a":1.50,"b":100,"c":1e3})"), "a=1.50;b=100;c=1e3;");
}

TEST(JsonParameters, DecodeTextsAndTellNullFromItsName) {
  EXPECT_EQ(read(R"({"a":"\u0041\"}","b":null,"c":"null"})"), "a=A\"};c=null;");
}

TEST(JsonParameters, KeepNestedJsonWhole) {
  EXPECT_EQ(read(R"({"a":["x","]"] ,"b":{"c":[1]}})"), R"(a=["x","]"];b={"c":[1]};)");
}

TEST(JsonParameters, AreNothingForAnEmptyObject) {
  EXPECT_EQ(read(" { } "), "");
}

TEST(JsonParameters, AreOneObject) {
  EXPECT_EQ(read("[1]"), "-1100");
  EXPECT_EQ(read(R"({"a":1}x)"), "-1100");
  EXPECT_EQ(read(""), "-1100");
}

}  // namespace
}  // namespace atb::binance_simulator
