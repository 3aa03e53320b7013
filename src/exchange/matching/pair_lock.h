#pragma once

#include "exchange/matching/turn.h"

/// The legs of an OCO pair hold their funds back once, for whichever trades: the dearer one counts.
namespace atb::exchange {

/// Hands what the pair has locked to the leg that is about to trade. @pre leg.list >= 0
void claim_lock(Turn& turn, Order& leg);

/// Gives back what neither this order nor the other leg of its pair needs any more.
void keep_needed(Turn& turn, Order& order);

}  // namespace atb::exchange
