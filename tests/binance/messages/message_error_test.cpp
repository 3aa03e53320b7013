#include "binance/messages/message_error.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(MessageError, NamesTheFieldBoundedly) {
  const auto error = malformed_message("a trade event", std::string(100, 'f')).value();
  EXPECT_EQ(error.code, "binance.message_malformed");
  EXPECT_EQ(error.kind, core::ErrorKind::temporary);
  EXPECT_NE(error.message.find(std::string(40, 'f') + " is missing"), std::string::npos);
  EXPECT_NE(malformed_message("x", "").value().message.find("not the JSON"), std::string::npos);
  EXPECT_EQ(message_too_large("x").value().code, "binance.message_too_large");
}

}  // namespace
}  // namespace atb::binance
