#include "trading/order_id.h"

#include <string_view>

#include <fmt/format.h>

namespace atb::trading {

std::string client_order_id(const OrderId& id, Leg leg) {
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuv";
  constexpr int kLength = 13;  // 13 digits of 5 bits hold 64 bits
  std::string incarnation(kLength, '0');
  auto rest = static_cast<std::uint64_t>(id.incarnation);
  for (int i = kLength - 1; i >= 0; --i, rest >>= 5U)
    incarnation[static_cast<std::size_t>(i)] = kDigits[rest & 31U];
  const std::string_view suffix = leg == Leg::stop_loss ? "s" : leg == Leg::take_profit ? "t" : "";
  return fmt::format("atb{}-{}{}", incarnation, static_cast<std::uint64_t>(id.number), suffix);
}

}  // namespace atb::trading
