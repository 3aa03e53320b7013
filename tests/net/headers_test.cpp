#include "net/headers.h"

#include <gtest/gtest.h>

namespace atb::net {
namespace {

TEST(Headers, FindsANameWhateverItsCase) {
  Headers headers;
  headers.add("X-Amzn-RequestId", "abc");
  EXPECT_EQ(headers.find("x-amzn-requestid"), "abc");
  EXPECT_FALSE(headers.contains("x-amzn-request"));
}

TEST(Headers, KeepsRepeatedFieldsUntilOneIsSet) {
  Headers headers{{"Via", "a"}, {"Date", "now"}, {"via", "b"}};
  ASSERT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers.find("VIA"), "a");

  headers.set("VIA", "c");

  EXPECT_EQ(headers.size(), 2U);
  EXPECT_EQ(headers.find("via"), "c");
}

TEST(Headers, LowersAsciiLettersOnly) {
  EXPECT_EQ(lower_case("X-Ämz[Z]"), "x-Ämz[z]");
}

}  // namespace
}  // namespace atb::net
