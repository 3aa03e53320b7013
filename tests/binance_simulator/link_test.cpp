#include "binance_simulator/link.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(Link, AnAddressHasAPortBehindItsIp) {
  EXPECT_EQ(ip_of("127.0.0.1:50123"), "127.0.0.1");
}

}  // namespace
}  // namespace atb::binance_simulator
