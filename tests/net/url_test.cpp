#include "net/url.h"

#include <gtest/gtest.h>

#include "net/http.h"

namespace atb::net {
namespace {

TEST(Url, SplitsAnAddressAndFillsInTheDefaultPort) {
  const auto url = parse_url("https://sts.eu-central-1.amazonaws.com?a=b");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->port, 443);
  EXPECT_EQ(url->path, "/");
  EXPECT_EQ(url->query, "a=b");
  EXPECT_EQ(url->authority(), "sts.eu-central-1.amazonaws.com");
}

TEST(Url, CarriesAnUnusualPortInTheAuthority) {
  EXPECT_EQ(parse_url("http://127.0.0.1:8080/x")->authority(), "127.0.0.1:8080");
  EXPECT_EQ(parse_url("https://[::1]:8443")->authority(), "[::1]:8443");
}

class RefusedPlainHttp : public testing::TestWithParam<const char*> {};
TEST_P(RefusedPlainHttp, ToAnotherMachine) {
  const auto url = parse_safe_url(GetParam());
  ASSERT_FALSE(url);
  EXPECT_EQ(url.error().code, codes::kHttpRefused);
  EXPECT_EQ(url.error().kind, core::ErrorKind::refused);
}
INSTANTIATE_TEST_SUITE_P(Url, RefusedPlainHttp,
                         testing::Values("http://example.com", "http://128.0.0.1",
                                         "http://169.254.169.254/", "http://localhost.evil.test",
                                         "http://127.0.0.1.evil.test", "http://[::2]/",
                                         "http://0.0.0.0/"));

class AllowedPlainHttp : public testing::TestWithParam<const char*> {};
TEST_P(AllowedPlainHttp, ToThisMachine) {
  EXPECT_TRUE(parse_safe_url(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Url, AllowedPlainHttp,
                         testing::Values("http://127.0.0.1:1", "http://127.9.8.7", "http://[::1]",
                                         "http://localhost:80/x"));

TEST(Url, RefusesPasswordsWithoutRepeatingThem) {
  const auto url = parse_url("https://user:hunter2@example.com/");
  ASSERT_FALSE(url);
  EXPECT_EQ(url.error().code, codes::kUrlMalformed);
  EXPECT_EQ(url.error().message.find("hunter2"), std::string::npos);
}

TEST(Url, RefusesOtherSchemesFragmentsAndNonsense) {
  for (const auto* text : {"ftp://example.com", "file:///etc/passwd", "https://a/#b", "example.com",
                           "https://", "", "https://a b/"})
    EXPECT_FALSE(parse_url(text)) << text;
}

}  // namespace
}  // namespace atb::net
