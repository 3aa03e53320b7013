#include "net/proxy.h"

#include <gtest/gtest.h>

#include "net/http.h"

namespace atb::net {
namespace {

TEST(Proxy, IsToldWithoutUserAndPassword) {
  for (const auto* const text :
       {"http://proxy.example:3128", "proxy.example:3128", "http://u:hunter2@proxy.example:3128/",
        "u:hunter2@proxy.example:3128", "socks5h://u:hunter2@proxy.example:3128"})
    EXPECT_EQ(proxy_host(text).value_or("none"), "proxy.example:3128") << text;
  EXPECT_EQ(proxy_host("https://[::1]").value_or("none"), "[::1]");
}

TEST(Proxy, IsRefusedWithoutRepeatingWhatMayHoldAPassword) {
  for (const auto* const text :
       {"ftp://u:hunter2@proxy:1", "http://", "://u:hunter2@proxy", "http://u:hunter2@",
        "http://pro xy:hunter2", "http://a:hunter2"}) {
    const auto refused = proxy_host(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, codes::kProxyMalformed);
    EXPECT_EQ(refused.error().kind, core::ErrorKind::settings);
    EXPECT_EQ((refused.error().message + refused.error().advice).find("hunter2"),
              std::string::npos);
    EXPECT_TRUE(certainly_not_sent(refused.error()));
  }
}

}  // namespace
}  // namespace atb::net
