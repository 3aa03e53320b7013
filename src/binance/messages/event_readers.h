#pragma once

#include <string_view>

#include <simdjson.h>

#include "binance/messages/market_events.h"
#include "binance/messages/time_unit.h"
#include "core/error.h"

/// Each kind of market event from its object. Only for sources of this folder: it brings simdjson
/// in.
/// @error of all: binance.message_malformed (temporary) naming the field
namespace atb::binance {

/// An event that names its kind in the field e. A kind that is not known here is an UnknownEvent.
[[nodiscard]] core::Result<StreamEvent> read_event(simdjson::ondemand::object data,
                                                   std::string_view kind, TimeUnit unit);

/// bookTicker, which names no kind.
[[nodiscard]] core::Result<StreamEvent> read_book_ticker(simdjson::ondemand::object data,
                                                         TimeUnit unit);

}  // namespace atb::binance
