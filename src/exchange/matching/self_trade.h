#pragma once

#include "exchange/matching/turn.h"

namespace atb::exchange {

/// Both are of one account and the taker's mode forbids that they meet.
[[nodiscard]] bool is_self_trade(const Order& taker, const Order& maker);

/// Carries the taker's self-trade prevention out. @return whether the taker goes on
/// Source: Binance spot API, FAQ "stp_faq".
bool prevent(Turn& turn, Order& taker, Order& maker);

}  // namespace atb::exchange
