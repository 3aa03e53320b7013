#include "aws_simulator/paging.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

TEST(Paging, GivesEveryEntryOnceOverAllPages) {
  const std::vector<json> entries{1, 2, 3, 4, 5};
  json input{{"MaxResults", 2}};
  std::vector<json> seen;
  for (;;) {
    const auto page = page_of(input, "L", entries, 100);
    ASSERT_TRUE(page);
    seen.insert(seen.end(), (*page)["L"].begin(), (*page)["L"].end());
    if (!page->contains("NextToken")) break;
    input["NextToken"] = (*page)["NextToken"];
  }
  EXPECT_EQ(seen, entries);
}

TEST(Paging, RefusesSizesAndTokensThatMakeNoSense) {
  for (const int size : {0, 21})
    EXPECT_EQ(page_of({{"MaxResults", size}}, "L", {}, 20).error().code,
              "InvalidParameterException");
  for (const auto* token : {"x", "1x", "-1", "2"})
    EXPECT_EQ(page_of({{"NextToken", token}}, "L", {1}, 20).error().code,
              "InvalidNextTokenException");
}

}  // namespace
}  // namespace atb::aws_simulator
