#include "backtest/command_hash.h"

#include <gtest/gtest.h>

namespace atb::backtest {
namespace {

trading::Command cancel(std::uint64_t number) {
  return trading::CancelOrder{{trading::Incarnation{1}, trading::OrderNumber{number}}, {}};
}

TEST(CommandHash, OfNothingIsTheHashOfNoBytes) {
  EXPECT_EQ(CommandHash{}.hex(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(CommandHash, IsTheSha256OfTheCanonicalBytes) {
  CommandHash hash;
  hash.add(cancel(1));  // 04, then 8 zero bytes of time, then 01 and 7 zero bytes
  EXPECT_EQ(hash.hex(), "926bb93ed1b7b36a01ca505a8158090fafc2e2a7452e0751359566aeb6a27a8d");
}

TEST(CommandHash, DependsOnOrderAndGoesOnAfterItWasRead) {
  CommandHash forward;
  forward.add(cancel(1));
  const auto first = forward.hex();
  EXPECT_EQ(forward.hex(), first);
  forward.add(cancel(2));
  CommandHash backward;
  backward.add(cancel(2));
  backward.add(cancel(1));
  EXPECT_NE(forward.hex(), first);
  EXPECT_NE(forward.hex(), backward.hex());
}

TEST(CommandHash, DoesNotDependOnHowTheBytesAreGathered) {
  CommandHash one;
  CommandHash read_often;
  for (std::uint64_t i = 0; i < 5'000; ++i) {
    one.add(cancel(i));
    read_often.add(cancel(i));
    if (i % 500 == 0) (void)read_often.hex();
  }
  EXPECT_EQ(one.hex(), read_often.hex());
}

}  // namespace
}  // namespace atb::backtest
