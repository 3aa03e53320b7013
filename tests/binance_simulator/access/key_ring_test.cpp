#include "binance_simulator/access/key_ring.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

ApiKey key(std::string text, exchange::AccountId account) {
  return {std::move(text), account, {}, {}, {}, Verifier::hmac(core::SecretString{"s"})};
}

TEST(KeyRing, FindsReplacesAndRevokes) {
  KeyRing ring;
  ring.add(key("a", 1));
  ring.add(key("b", 2));
  ring.add(key("a", 3));
  EXPECT_EQ(ring.size(), 2U);
  EXPECT_EQ(ring.find("a")->account, 3U);
  EXPECT_TRUE(ring.revoke("a"));
  EXPECT_FALSE(ring.revoke("a"));
  EXPECT_EQ(ring.find("a"), nullptr);
}

}  // namespace
}  // namespace atb::binance_simulator
