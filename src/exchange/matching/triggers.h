#pragma once

#include "core/amount.h"
#include "exchange/matching/turn.h"

namespace atb::exchange {

/// The conditional orders that a trade at that price releases are put into the turn's tasks;
/// trailing ones follow the price. Source: Binance spot API, FAQ "trailing-stop-faq".
void watch_triggers(Turn& turn, core::Price price);

}  // namespace atb::exchange
