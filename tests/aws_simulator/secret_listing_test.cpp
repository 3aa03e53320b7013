#include "aws_simulator/secret_listing.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

StoredSecret secret() {
  StoredSecret made;
  made.region = "us-east-1";
  made.name = "bot/Staging";
  made.description = "Keys of the bot";
  made.tags = {{"Env", "staging"}};
  return made;
}

bool passes_one(const char* key, std::vector<std::string> values) {
  return passes(secret(), {{key, std::move(values)}});
}

TEST(SecretListing, FiltersByPrefixWithOrWithoutRegardToCase) {
  EXPECT_TRUE(passes_one("name", {"bot/S"}));
  EXPECT_FALSE(passes_one("name", {"bot/s"}));
  EXPECT_FALSE(passes_one("name", {"Staging"}));
  EXPECT_TRUE(passes_one("description", {"keys"}));
  EXPECT_FALSE(passes_one("description", {"bot"}));
  EXPECT_TRUE(passes_one("tag-key", {"En"}));
  EXPECT_FALSE(passes_one("tag-key", {"en"}));
  EXPECT_TRUE(passes_one("tag-value", {"stag"}));
  EXPECT_TRUE(passes_one("primary-region", {"us-"}));
  EXPECT_FALSE(passes_one("owning-service", {"a"}));
}

TEST(SecretListing, FindsEveryWordAnywhere) {
  EXPECT_TRUE(passes_one("all", {"BOT stag"}));
  EXPECT_FALSE(passes_one("all", {"bot production"}));
}

TEST(SecretListing, TakesAnyValueOfAFilterAndAllFilters) {
  EXPECT_TRUE(passes_one("name", {"x", "bot"}));
  EXPECT_FALSE(passes_one("name", {"!bot"}));
  EXPECT_TRUE(passes_one("name", {"!x"}));
  EXPECT_FALSE(passes(secret(), {{"name", {"bot"}}, {"tag-key", {"x"}}}));
  EXPECT_TRUE(passes(secret(), {}));
}

TEST(SecretListing, RefusesFiltersThatMakeNoSense) {
  const auto code = [](const json& filters) {
    return filters_in({{"Filters", filters}}).error().code;
  };
  EXPECT_EQ(code({{{"Key", "color"}, {"Values", {"a"}}}}), "InvalidParameterException");
  EXPECT_EQ(code({{{"Key", "name"}, {"Values", json::array()}}}), "InvalidParameterException");
  EXPECT_EQ(code({{{"Key", "name"}, {"Values", {""}}}}), "InvalidParameterException");
  EXPECT_EQ(code("name"), "SerializationException");
  EXPECT_EQ(code(std::vector<json>(11, {{"Key", "name"}, {"Values", {"a"}}})),
            "InvalidParameterException");
}

TEST(SecretListing, SortsByWhatIsAsked) {
  StoredSecret old = secret();
  old.name = "z";
  StoredSecret young = secret();
  young.name = "a";
  young.created = young.changed = core::Timestamp::from_us(5);
  old.changed = core::Timestamp::from_us(9);
  const auto first = [&](const json& input) {
    std::vector<const StoredSecret*> list{&young, &old};
    const auto sorted = sort_secrets(input, list);
    return sorted ? list.front()->name : sorted.error().code;
  };
  EXPECT_EQ(first(json::object()), "z");
  EXPECT_EQ(first({{"SortOrder", "desc"}}), "a");
  EXPECT_EQ(first({{"SortBy", "name"}}), "a");
  EXPECT_EQ(first({{"SortBy", "last-changed-date"}}), "a");
  EXPECT_EQ(first({{"SortBy", "size"}}), "InvalidParameterException");
  EXPECT_EQ(first({{"SortOrder", "up"}}), "InvalidParameterException");
}

}  // namespace
}  // namespace atb::aws_simulator
