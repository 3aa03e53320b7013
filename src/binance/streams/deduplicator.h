#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "binance/messages/market_events.h"

namespace atb::binance {

/// Lets each market event through once while two connections deliver the same stream: trades by
/// trade id, depth and bookTicker by update id, candles by open time and whether they are closed.
class Deduplicator {
 public:
  /// True for an event that was not seen and is not older than one that was.
  [[nodiscard]] bool is_new(const StreamEvent& event);

 private:
  struct Mark {
    std::size_t kind = 0;  ///< index in StreamEvent
    std::string symbol;
    std::string interval;
    std::int64_t last = 0;
    std::int64_t last_closed = 0;
  };
  Mark& mark(std::size_t kind, std::string_view symbol, std::string_view interval);
  std::vector<Mark> marks_;
};

}  // namespace atb::binance
