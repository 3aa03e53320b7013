#include "aws_simulator/whole_number.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

TEST(WholeNumber, IsTakenAsItWasWritten) {
  EXPECT_EQ(whole_number(json::parse("-7"), -7, 7), -7);
  EXPECT_EQ(whole_number(json::parse(R"({"a":7})"), "a", 1, -7, 7), 7);
  EXPECT_EQ(whole_number(json::object(), "a", 1, -7, 7), 1);
}

TEST(WholeNumber, IsNeverRoundedCutOrWrapped) {
  for (const char* text : {"8", "-8", "1.5", "1e300", "\"7\"", "null", "true", "4294967297",
                           "9223372036854775808", "18446744073709551615"})
    EXPECT_THROW((void)whole_number(json::parse(text), -7, 7), json::exception) << text;
}

}  // namespace
}  // namespace atb::aws_simulator
