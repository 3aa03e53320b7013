#include "trading/decision.h"

namespace atb::trading {

std::string_view describe(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::order_placed:
      return "order placed";
    case Outcome::already_in_position:
      return "no order: already in a position";
    case Outcome::nothing_to_exit:
      return "no order: nothing to exit";
    case Outcome::already_exiting:
      return "no order: the exit is under way";
    case Outcome::exit_follows:
      return "exit follows when the entry has ended";
    case Outcome::below_min_notional:
      return "no order: the limits leave less than the exchange's minimum order value, at the stop "
             "too";
    case Outcome::no_cash:
      return "no order: no cash is left";
  }
  return "unknown";
}

}  // namespace atb::trading
