#pragma once

#include "exchange/matching/turn.h"

namespace atb::exchange {

/// Tells of a new order and lets it work: a conditional one waits, any other meets the book.
/// @pre its funds are locked
void start(Turn& turn, Order& order);

/// Does what follows from what happened: triggers, and lists that move on, in the order in which
/// they came up, until nothing is left.
void settle_tasks(Turn& turn);

/// Adds the orders of a list and starts what works at once. @pre checked
OrderList& start_list(Turn& turn, const PlaceList& request);

/// Cancels whatever of the list is open. @param request_id  for all of them; may be empty
void cancel_list(Turn& turn, OrderList& list, const std::string& request_id);

}  // namespace atb::exchange
