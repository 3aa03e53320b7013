// Needs: binance/messages/stream_parser.cpp binance/messages/event_readers.cpp
// binance/messages/message_error.cpp -lsimdjson
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "binance/messages/stream_parser.h"

/// No frame, however damaged, upsets the parser, and what it reads makes sense.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb::binance;
  static StreamParser parser{TimeUnit::ms};
  const auto event = parser.parse({reinterpret_cast<const char*>(data), size});
  if (!event) return 0;
  if (const auto* const update = std::get_if<DepthUpdate>(&*event)) {
    if (update->first_update_id > update->last_update_id) std::abort();
    for (const auto& level : update->bids)
      if (!level.price.is_positive() || level.quantity.is_negative()) std::abort();
  }
  if (const auto* const trade = std::get_if<TradeEvent>(&*event))
    if (trade->quantity.is_negative()) std::abort();
  if (const auto* const kline = std::get_if<KlineEvent>(&*event))
    if (kline->candle.low > kline->candle.high) std::abort();
  return 0;
}
