#include "trading/order_id.h"

#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::trading {
namespace {

constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();

TEST(ClientOrderId, FitsBinancesLimitAtItsLongest) {
  const auto id =
      client_order_id({Incarnation{kMax}, OrderNumber{999'999'999'999'999}}, Leg::stop_loss);
  EXPECT_LE(id.size(), 36U);
  EXPECT_EQ(id, "atbfvvvvvvvvvvvv-999999999999999s");
}

TEST(ClientOrderId, TellsTheLegsOfAProtectionApart) {
  const OrderId id{Incarnation{1}, OrderNumber{7}};
  EXPECT_EQ(client_order_id(id), "atb0000000000001-7");
  EXPECT_EQ(client_order_id(id, Leg::stop_loss), "atb0000000000001-7s");
  EXPECT_EQ(client_order_id(id, Leg::take_profit), "atb0000000000001-7t");
}

RC_GTEST_PROP(ClientOrderId, DiffersWheneverTheOrderDiffers,
              (std::uint64_t incarnation_a, std::uint64_t number_a, std::uint64_t incarnation_b,
               std::uint64_t number_b)) {
  const OrderId a{Incarnation{incarnation_a}, OrderNumber{number_a}};
  const OrderId b{Incarnation{incarnation_b}, OrderNumber{number_b}};
  RC_ASSERT((client_order_id(a) == client_order_id(b)) == (a == b));
}

}  // namespace
}  // namespace atb::trading
