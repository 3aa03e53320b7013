#include "aws/paging.h"

#include <vector>

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

TEST(Paging, HandsEachTokenBackUntilThereIsNone) {
  std::vector<std::string> asked;
  const auto done = for_each_page("List", [&](const std::string& token) {
    asked.push_back(token);
    return core::Result<std::string>{asked.size() == 1 ? "a" : asked.size() == 2 ? "b" : ""};
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(asked, (std::vector<std::string>{"", "a", "b"}));
}

TEST(Paging, StopsAtAServiceThatTurnsInACircle) {
  int calls = 0;
  const auto done = for_each_page("List", [&](const std::string&) {
    ++calls;
    return core::Result<std::string>{"same"};
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "aws.endless_list");
  EXPECT_EQ(calls, 2);
}

TEST(Paging, StopsAtAListWithoutEnd) {
  int calls = 0;
  const auto done = for_each_page("List", [&](const std::string&) {
    return core::Result<std::string>{std::to_string(++calls)};
  });
  EXPECT_EQ(done.error().code, "aws.endless_list");
  EXPECT_EQ(calls, 1'000);
}

TEST(Paging, PassesAnErrorOn) {
  const auto done = for_each_page("List", [](const std::string&) -> core::Result<std::string> {
    return core::fail(core::ErrorKind::temporary, "x", "x");
  });
  EXPECT_EQ(done.error().code, "x");
}

}  // namespace
}  // namespace atb::aws
