#include "binance/requests/order_reference.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(OrderReference, NamesWhatIsGiven) {
  Parameters both;
  add_reference(both, "orderId", "origClientOrderId", {5, "a"});
  EXPECT_EQ(both.find("orderId"), "5");
  EXPECT_EQ(both.find("origClientOrderId"), "a");
  Parameters one;
  add_reference(one, "orderId", "origClientOrderId", {-1, "a"});
  EXPECT_EQ(one.size(), 1U);
}

TEST(OrderReference, ClientIdsHaveBinancesForm) {
  EXPECT_TRUE(check_client_order_id("atb-01_Z"));
  EXPECT_TRUE(check_client_order_id(std::string(36, 'a')));
  for (const std::string& id : {std::string{}, std::string(37, 'a'), std::string{"a.b"},
                                std::string{"a b"}, std::string{"é"}})
    EXPECT_EQ(check_client_order_id(id).error().code, "binance.client_order_id");
}

}  // namespace
}  // namespace atb::binance
