#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "binance/messages/market_events.h"
#include "binance/requests/environment.h"
#include "binance/streams/connection_life.h"
#include "net/event_loop.h"

namespace atb::binance {

/// Market data over as many connections as it takes: subscribed anew on each, handed over before
/// one ends, each event once. A connection that falls silent, stops in a frame or says nonsense is
/// left for another. For the loop's thread.
class MarketStream {
 public:
  struct Options {
    std::vector<std::string> streams;  ///< "btcusdt@kline_1m"
    ConnectionLife::Limits life = {};
    bool microseconds = false;
    std::string ca_bundle = {};  ///< empty: the system's
    /// Local, never jumps.
    std::function<core::Timestamp()> now;
    /// Uniform in [0, 1): spreads reconnects.
    std::function<double()> random;
  };
  struct Listener {
    std::function<void(const StreamEvent& event)> on_event;
    /// A connection has taken over: what happened in between may be lost. See streams/repair.h.
    std::function<void()> on_repair;
    /// Something that a person should know; the stream goes on by itself.
    std::function<void(const std::string& what)> on_trouble;
  };

  MarketStream(net::EventLoop& loop, const Environment& environment, Options options,
               Listener listener);
  ~MarketStream();
  MarketStream(const MarketStream&) = delete;
  MarketStream& operator=(const MarketStream&) = delete;

  /// Data come in. False: they are stale, enter no position.
  [[nodiscard]] bool is_live() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace atb::binance
