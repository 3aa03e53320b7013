#include "aws/signing/canonical.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::aws {
namespace {

TEST(Canonical, NormalisesAndEncodesThePath) {
  EXPECT_EQ(canonical_path(""), "/");
  EXPECT_EQ(canonical_path("/"), "/");
  EXPECT_EQ(canonical_path("//a//b/./c/../d"), "/a/b/d");
  EXPECT_EQ(canonical_path("/../.."), "/");
  EXPECT_EQ(canonical_path("/a/b/.."), "/a/");
  EXPECT_EQ(canonical_path("/a/"), "/a/");
  EXPECT_EQ(canonical_path("/role/a b"), "/role/a%20b");
}

TEST(Canonical, EncodesAnEncodedPathOnceMore) {
  EXPECT_EQ(canonical_path("/a%20b"), "/a%2520b");
}

TEST(Canonical, SortsTheQueryByNameThenValueAfterEncoding) {
  EXPECT_EQ(canonical_query("b=2&a=z&a=b&c"), "a=b&a=z&b=2&c=");
  EXPECT_EQ(canonical_query("A-b=1&A=2"), "A=2&A-b=1");
  EXPECT_EQ(canonical_query("k=a%2fb&k=a b~"), "k=a%20b~&k=a%2Fb");
  EXPECT_EQ(canonical_query("k=a=b&&"), "k=a%3Db");
  EXPECT_EQ(canonical_query("k=100%"), "k=100%25");
  EXPECT_EQ(canonical_query(""), "");
}

TEST(Canonical, TrimsHeaderValuesAndFoldsInnerBlanks) {
  EXPECT_EQ(canonical_value("  a  b\t \tc "), "a b c");
  EXPECT_EQ(canonical_value("\t"), "");
}

TEST(Canonical, SignsAllButWhatAProxyMayChange) {
  const net::Headers headers{{"X-Amz-Date", "1"},     {"User-Agent", "u"},
                             {"Host", "h"},           {"Connection", "close"},
                             {"host", "h"},           {"Proxy-Authorization", "p"},
                             {"Authorization", "old"}};
  EXPECT_EQ(join_names(signable_names(headers)), "host;x-amz-date");
}

TEST(Canonical, JoinsARepeatedHeaderAndKeepsTheBlankLineAfterTheBlock) {
  const net::Headers headers{{"My-Header", "b"}, {"Host", "h"}, {"my-header", " a "}};
  const std::vector<std::string> names{"host", "my-header"};
  EXPECT_EQ(canonical_request({.method = "GET",
                               .path = "/",
                               .query = "",
                               .headers = headers,
                               .signed_names = names,
                               .body_sha256 = "00"}),
            "GET\n/\n\nhost:h\nmy-header:b,a\n\nhost;my-header\n00");
}

RC_GTEST_PROP(Canonical, QueryDoesNotDependOnTheOrderOfItsPairs, ()) {
  auto pairs = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::element('a', 'b', '=', '%', '2', '0', '~', ' ')));
  const auto join = [](const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += part + "&";
    return text;
  };
  const auto before = canonical_query(join(pairs));
  std::reverse(pairs.begin(), pairs.end());
  RC_ASSERT(canonical_query(join(pairs)) == before);
}

}  // namespace
}  // namespace atb::aws
