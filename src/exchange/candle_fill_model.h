#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "market/candle.h"
#include "market/instrument.h"
#include "trading/command.h"
#include "trading/event.h"

namespace atb::exchange {

/// Which asset a commission is taken from.
enum class CommissionIn {
  quote,     ///< on top of what is paid, out of what is received: the comparison job's rule
  received,  ///< what is received: base on a buy, quote on a sell (Binance without BNB)
};

/// What trading costs.
struct Costs {
  core::Ratio fee = core::Ratio::from_units(100'000);  ///< of each fill's notional, 0.001 = 0.1 %
  core::Ratio slippage;                                ///< against us, on market and stop fills
  CommissionIn commission_in = CommissionIn::quote;
};

/// How orders fill when all that is known of the market is candles. Pure.
///
/// - A market order fills whole at the next candle's open, worse by the slippage.
/// - Stop-loss and take-profit are active from the candle on in which the entry filled. Low <= stop
///   fills at min(open, stop), worse by the slippage; high >= target fills at max(open, target);
///   both inside one candle: the stop, and the candle is counted as ambiguous.
/// - A market order that is due at an open fills before that candle's stop or target is looked at.
/// - A cancel takes effect at once; it is confirmed for an order that is not there, too.
/// Commissions are rounded up, proceeds down, costs up. Source: the rules of the comparison job
/// (docs/backtest.md).
class CandleFillModel {
 public:
  CandleFillModel(market::Instrument instrument, Costs costs);

  /// Takes a command; appends what the venue answers at once.
  void submit(const trading::Command& command, std::vector<trading::Event>& answers);
  /// The open of a candle: fills the market orders that wait.
  void on_open(const market::Candle& candle, std::vector<trading::Event>& events);
  /// The inside of the same candle: stop-loss and take-profit. `close_time` stamps the fill.
  void on_range(const market::Candle& candle, core::Timestamp close_time,
                std::vector<trading::Event>& events);

  [[nodiscard]] bool waits_for_open() const noexcept { return !market_orders_.empty(); }
  /// True when `on_range` of this candle would fill something.
  [[nodiscard]] bool touches(const market::Candle& candle) const noexcept {
    return protection_ && (candle.low <= protection_->stop || candle.high >= protection_->target);
  }
  [[nodiscard]] std::uint64_t ambiguous_candles() const noexcept { return ambiguous_candles_; }

 private:
  void place(const trading::PlaceMarketBuy& order, std::vector<trading::Event>& answers);
  void place(const trading::PlaceMarketSell& order, std::vector<trading::Event>& answers);
  void place(const trading::PlaceProtection& order, std::vector<trading::Event>& answers);
  void place(const trading::CancelOrder& cancel, std::vector<trading::Event>& answers);
  [[nodiscard]] trading::Event fill_buy(const trading::PlaceMarketBuy& order,
                                        const market::Candle& candle) const;
  [[nodiscard]] trading::Event fill_market_sell(const trading::PlaceMarketSell& order,
                                                const market::Candle& candle) const;
  [[nodiscard]] trading::Event fill_sell(const trading::OrderId& order, trading::Leg leg,
                                         core::Timestamp time, core::Quantity quantity,
                                         core::Price price) const;
  [[nodiscard]] core::Result<core::Price> slipped(core::Price price, bool up) const;

  market::Instrument instrument_;
  Costs costs_;
  std::vector<trading::Command> market_orders_;
  std::optional<trading::PlaceProtection> protection_;
  std::uint64_t ambiguous_candles_ = 0;
};

}  // namespace atb::exchange
