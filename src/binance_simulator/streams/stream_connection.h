#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "binance_simulator/streams/stream_json.h"
#include "binance_simulator/streams/stream_name.h"

namespace atb::binance_simulator {

/// One connection to the market streams: what it is subscribed to and what it is told. No sockets.
class StreamConnection {
 public:
  static constexpr std::size_t kStreamsMax = 1'024;
  static constexpr std::size_t kMessagesPerSecond = 5;

  /// @param target  "/ws/btcusdt@trade/…", "/ws", "/stream?streams=a/b", "/stream"; "timeUnit=…"
  StreamConnection(World& world, std::string_view target, core::Timestamp now);

  /// The answer to a control message. @return nothing: too many messages, the connection ends
  [[nodiscard]] std::optional<std::string> on_text(std::string_view text, core::Timestamp now);
  /// Too many control messages or pongs in a second end a connection.
  [[nodiscard]] bool is_too_fast(core::Timestamp now);
  /// What is told at once.
  [[nodiscard]] std::vector<std::string> on_events(const exchange::ExchangeEvents& events,
                                                   core::Timestamp now);
  /// What is told at its pace.
  [[nodiscard]] std::vector<std::string> on_tick(core::Timestamp now);
  [[nodiscard]] std::string shutdown_notice(core::Timestamp now) const;
  [[nodiscard]] std::size_t subscriptions() const noexcept { return streams_.size(); }

 private:
  struct Stream {
    StreamName name;
    core::Timestamp told;  ///< when it was last told
    std::int64_t last_aggregate = 0;
    std::optional<core::Timestamp> candle;  ///< open time of the one told last
    std::int64_t first_update = 0;          ///< of the changes that wait
    std::int64_t last_update = 0;
    std::map<core::Price, core::Quantity> bids;
    std::map<core::Price, core::Quantity> asks;
  };
  void subscribe(std::string_view text, core::Timestamp now);
  [[nodiscard]] std::string wrap(const StreamName& name, Json data) const;
  void note(Stream& stream, const exchange::BookChange& change) const;
  void tell_now(Stream& stream, const exchange::ExchangeEvents& events, core::Timestamp now,
                std::vector<std::string>& messages) const;
  void tell_candle(Stream& stream, core::Timestamp now, std::vector<std::string>& messages) const;
  void tell_depth(Stream& stream, core::Timestamp now, std::vector<std::string>& messages) const;
  [[nodiscard]] Json control(const Json& request, core::Timestamp now);

  World& world_;
  bool combined_ = false;
  TimeUnit unit_ = TimeUnit::ms;
  std::map<std::string, Stream> streams_;
  std::deque<core::Timestamp> messages_;  ///< of the last second
};

}  // namespace atb::binance_simulator
