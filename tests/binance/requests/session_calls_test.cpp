#include "binance/requests/session_calls.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(SessionCalls, ExistOnTheWebSocketApiOnly) {
  for (const auto& call : {log_on_call(), session_status_call(), subscribe_user_data_call(),
                           subscribe_user_data_signed_call(), unsubscribe_user_data_call(3)}) {
    EXPECT_TRUE(call.operation.path.empty());
    EXPECT_FALSE(call.operation.websocket_method.empty());
    EXPECT_EQ(call.operation.weight, 2);
  }
  EXPECT_EQ(subscribe_user_data_signed_call().operation.websocket_method,
            "userDataStream.subscribe.signature");
  EXPECT_EQ(log_on_call().operation.security, Security::signed_);
}

}  // namespace
}  // namespace atb::binance
