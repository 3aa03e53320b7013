#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "binance_simulator/market/kline.h"
#include "exchange/orders/exchange_event.h"

namespace atb::binance_simulator {

/// The trades of one taking order at one price, as aggTrades tells them.
struct AggregateTrade {
  std::int64_t id = 0;
  core::Price price;
  core::Quantity quantity;
  std::int64_t first = 0;
  std::int64_t last = 0;
  core::Timestamp time;
  bool buyer_is_maker = false;
  std::uint64_t taker = 0;
};

/// Statistics over a window, as tickers tell them.
struct TickerWindow {
  core::Timestamp open_time;
  core::Timestamp close_time;
  core::Price open;
  core::Price high;
  core::Price low;
  core::Price last;
  core::Price previous;  ///< the last one before the window
  core::Quantity last_quantity;
  core::Money volume;
  core::Money quote_volume;
  std::int64_t trades = 0;
  std::int64_t first_trade = -1;
  std::int64_t last_trade = -1;
};

/// All that was traded of one pair: trades, aggregates, candles of every length. Bounded.
class Tape {
 public:
  static constexpr std::size_t kTradesKept = 20'000;
  static constexpr std::size_t kKlinesKept = 3'000;  ///< of each length

  void add(const exchange::PublicTrade& trade);
  /// History from before the start; the oldest first. Longer candles are made from it.
  void add_history(KlineInterval interval, const Kline& kline);

  [[nodiscard]] const std::deque<exchange::PublicTrade>& trades() const noexcept { return trades_; }
  [[nodiscard]] const std::deque<AggregateTrade>& aggregates() const noexcept {
    return aggregates_;
  }
  [[nodiscard]] const std::deque<Kline>& klines(KlineInterval interval) const noexcept {
    return klines_[static_cast<std::size_t>(interval)];
  }
  /// The candle of now; without a trade in it yet, a flat one at the last price.
  [[nodiscard]] std::optional<Kline> current(KlineInterval interval, core::Timestamp now) const;
  /// Nothing traded yet: nothing. Counts whole minutes.
  [[nodiscard]] std::optional<TickerWindow> window(core::Duration length,
                                                   core::Timestamp now) const;

 private:
  void add_to(KlineInterval interval, const exchange::PublicTrade& trade);
  void aggregate(const exchange::PublicTrade& trade);

  std::deque<exchange::PublicTrade> trades_;
  std::deque<AggregateTrade> aggregates_;
  std::array<std::deque<Kline>, kIntervals> klines_;
  std::int64_t last_aggregate_ = 0;
};

}  // namespace atb::binance_simulator
