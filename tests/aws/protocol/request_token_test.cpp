#include "aws/protocol/request_token.h"

#include <regex>
#include <set>

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

TEST(RequestToken, IsARandomUuid) {
  const std::regex form{"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"};
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const auto token = new_request_token();
    EXPECT_TRUE(std::regex_match(token, form)) << token;
    EXPECT_TRUE(seen.insert(token).second);
  }
}

}  // namespace
}  // namespace atb::aws
