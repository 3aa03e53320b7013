#pragma once

#include <optional>

#include "core/amount.h"
#include "exchange/matching/turn.h"

namespace atb::exchange {

/// Lets an order meet the book by price, then time, and puts what is left where its type and time
/// in force say: on the book, or expired. @pre it is off the book, and its funds are locked
void execute(Turn& turn, Order& order);

/// The house takes up to so much at that price or better; what nobody offers it trades with itself,
/// at that price.
void take_for_house(Turn& turn, Side side, core::Price price, core::Quantity quantity);

/// What a market order meets now: how much it would trade and for how much, from the best price on.
struct Estimate {
  core::Quantity quantity;
  core::Money quote;
};
/// @param quantity  zero: by `budget`
[[nodiscard]] Estimate estimate(const Market& market, Side side, core::Quantity quantity,
                                core::Money budget);

/// How much of a quantity at that price would trade at once.
[[nodiscard]] core::Quantity estimate_to(const Market& market, Side side, core::Price price,
                                         core::Quantity quantity);

/// Whether an order at that price would trade at once.
[[nodiscard]] bool would_take(const Market& market, Side side, core::Price price);

}  // namespace atb::exchange
