#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "core/amount.h"
#include "core/time.h"
#include "market/candle.h"
#include "trading/order_id.h"

namespace atb::trading {

/// The process started; its orders carry this incarnation from now on.
struct Started {
  core::Timestamp time;
  Incarnation incarnation{};
};

/// A candle closed; the only event on which the engine decides to enter or exit.
struct CandleClosed {
  market::Candle candle;
  core::Timestamp close_time;  ///< open time of the next candle
};

/// The venue has the order (Binance: NEW).
struct OrderAccepted {
  OrderId order;
  core::Timestamp time;
};

/// The venue refused the order; nothing of it was filled (Binance: an error answer, REJECTED).
struct OrderRejected {
  OrderId order;
  core::Timestamp time;
  std::string code;    ///< the venue's code, "-1013"
  std::string reason;  ///< the venue's words
};

/// The rest of the order is gone (Binance: CANCELED, EXPIRED, EXPIRED_IN_MATCH).
struct OrderCancelled {
  OrderId order;
  core::Timestamp time;
  core::Quantity order_filled;  ///< of the order in all; its fills may come later than this
};

/// One trade of an order. May come twice and in any order; it is booked once by `trade_id`.
struct OrderFilled {
  OrderId order;
  Leg leg = Leg::none;  ///< of a protection
  core::Timestamp time;
  std::int64_t trade_id = 0;  ///< unique for the pair and venue
  core::Price price;
  core::Quantity quantity;  ///< base asset
  core::Money quote;        ///< price * quantity as the venue booked it
  core::Money commission;   ///< taken by the venue, in `commission_asset`
  std::string commission_asset;
  core::Quantity order_filled;  ///< of the order in all, this trade included (Binance: z)
  bool completes = false;       ///< true when nothing of the order is left to fill
};

using Event =
    std::variant<Started, CandleClosed, OrderAccepted, OrderRejected, OrderCancelled, OrderFilled>;

}  // namespace atb::trading
