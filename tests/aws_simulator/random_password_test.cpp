#include "aws_simulator/random_password.h"

#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

std::string password(const json& input) {
  std::minstd_rand engine{7};
  const auto made = random_password(input, [&](std::size_t bound) { return engine() % bound; });
  return made ? *made : made.error().code;
}

bool has(const std::string& text, std::string_view any_of) {
  return text.find_first_of(any_of) != std::string::npos;
}

TEST(RandomPassword, HasEveryTypeAndTheLengthAskedFor) {
  EXPECT_EQ(password(json::object()).size(), 32U);
  const auto shortest = password({{"PasswordLength", 4}});
  EXPECT_EQ(shortest.size(), 4U);
  EXPECT_TRUE(has(shortest, "abcdefghijklmnopqrstuvwxyz"));
  EXPECT_TRUE(has(shortest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  EXPECT_TRUE(has(shortest, "0123456789"));
}

TEST(RandomPassword, LeavesOutWhatIsExcluded) {
  const auto digits = password({{"PasswordLength", 4'096},
                                {"ExcludeLowercase", true},
                                {"ExcludeUppercase", true},
                                {"ExcludePunctuation", true},
                                {"ExcludeCharacters", "012"},
                                {"IncludeSpace", true}});
  EXPECT_EQ(digits.size(), 4'096U);
  EXPECT_EQ(digits.find_first_not_of("3456789 "), std::string::npos);
  EXPECT_TRUE(has(digits, " "));
}

TEST(RandomPassword, RefusesWhatCannotBe) {
  EXPECT_EQ(password({{"PasswordLength", 0}}), "InvalidParameterException");
  EXPECT_EQ(password({{"PasswordLength", 4'097}}), "InvalidParameterException");
  EXPECT_EQ(password({{"PasswordLength", 3}}), "InvalidParameterException");
  EXPECT_EQ(password({{"PasswordLength", 3}, {"RequireEachIncludedType", false}}).size(), 3U);
  EXPECT_EQ(password({{"ExcludeLowercase", true},
                      {"ExcludeUppercase", true},
                      {"ExcludePunctuation", true},
                      {"ExcludeNumbers", true}}),
            "InvalidRequestException");
}

}  // namespace
}  // namespace atb::aws_simulator
