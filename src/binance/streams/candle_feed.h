#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "binance/messages/market_events.h"
#include "binance/messages/market_report.h"
#include "core/time.h"
#include "market/candle.h"

namespace atb::binance {

/// Closed candles, each once and in order, from a stream that may lose some and from REST that may
/// lag. What the stream missed is asked from REST. A candle that does not exist (no trading was
/// possible) is skipped only when REST shows a later one in its place.
class CandleFeed {
 public:
  /// @param interval  a fixed length of market/interval.h
  /// @param first     open time of the first candle wanted: the one after the history's last
  CandleFeed(core::Duration interval, core::Timestamp first) noexcept;

  /// A kline of the stream; only closed ones count, the others prove that the stream is alive.
  void on_kline(const KlineEvent& kline);
  /// REST's answer to klines from `wanted` on, without an end, oldest first.
  /// @param start        the start time that was asked with
  /// @param server_time  the exchange's time when it was asked
  void on_klines(core::Timestamp start, std::span<const KlineReport> klines,
                 core::Timestamp server_time);
  /// A connection took over: candles may have been missed.
  void on_reconnected() noexcept { check_ = true; }

  /// The candles that became ready since the last call.
  [[nodiscard]] std::vector<market::Candle> take();
  /// The start time to ask REST's klines with, or nothing. Asks again at most every two seconds.
  /// @param now  the exchange's time
  [[nodiscard]] std::optional<core::Timestamp> wanted(core::Timestamp now);
  /// Open time of the next candle.
  [[nodiscard]] core::Timestamp next() const noexcept { return next_; }

 private:
  void deliver(const market::Candle& candle);
  void drain();

  core::Duration interval_;
  core::Timestamp next_;
  bool check_ = true;  ///< history may end before the stream begins
  std::optional<core::Timestamp> asked_;
  std::map<core::Timestamp, market::Candle> ahead_;  ///< closed, but an earlier one is missing
  std::vector<market::Candle> ready_;
};

}  // namespace atb::binance
