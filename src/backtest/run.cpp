#include "backtest/run.h"

#include <fmt/format.h>

#include "exchange/candle_session.h"

namespace atb::backtest {
namespace {

constexpr core::Ratio kZero;
constexpr core::Ratio kHalf = core::Ratio::from_units(core::kUnitsPerOne / 2);
constexpr core::Ratio kOne = core::Ratio::from_units(core::kUnitsPerOne);
constexpr core::Ratio kTen = core::Ratio::from_units(10 * core::kUnitsPerOne);

core::Result<void> within(std::string_view option, core::Ratio value, bool holds,
                          std::string_view range) {
  if (holds) return {};
  return core::fail(core::ErrorKind::usage, "run.out_of_range",
                    fmt::format("{} {} is outside {}", option, core::to_text(value), range),
                    "It is a share of one: write 0.02 for 2 %.");
}

}  // namespace

core::Result<void> check(const RunOptions& options) {
  const auto& limits = options.limits;
  ATB_TRY(within("position size", limits.max_position_size,
                 limits.max_position_size > kZero && limits.max_position_size <= kOne, "(0, 1]"));
  ATB_TRY(within("stop-loss", limits.stop_loss, limits.stop_loss > kZero && limits.stop_loss < kOne,
                 "(0, 1)"));
  ATB_TRY(within("take-profit", limits.take_profit,
                 limits.take_profit > kZero && limits.take_profit <= kTen, "(0, 10]"));
  ATB_TRY(within("fee", options.costs.fee, options.costs.fee >= kZero && options.costs.fee <= kHalf,
                 "[0, 0.5]"));
  ATB_TRY(within("slippage", options.costs.slippage,
                 options.costs.slippage >= kZero && options.costs.slippage <= kHalf, "[0, 0.5]"));
  const auto& instrument = options.instrument;
  if (instrument.lot_step.is_negative() || instrument.tick_size.is_negative() ||
      instrument.notional_min.is_negative())
    return core::fail(core::ErrorKind::usage, "run.out_of_range",
                      "quantity step, tick size or minimum notional is below zero",
                      "Write 0 to switch the rule off.");
  if (!options.cash.is_positive())
    return core::fail(core::ErrorKind::usage, "run.out_of_range",
                      fmt::format("cash {} is not above zero", core::to_text(options.cash)),
                      "Write the starting balance in the quote asset, such as 1000.");
  return {};
}

core::Result<Backtest> run(const market::CandleSeries& candles, const RunOptions& options,
                           bool keep_curve) {
  ATB_TRY(check(options));
  if (candles.empty())
    return core::fail(core::ErrorKind::usage, "run.no_candles", "there are no candles to run over",
                      "Check the file, --from and --to.");
  ATB_ASSIGN(const auto strategy, strategy::make(options.strategy, options.parameters));
  trading::Engine engine{{options.instrument, options.limits, options.cash}, *strategy};
  exchange::CandleFillModel venue{options.instrument, options.costs};
  RunRecorder recorder{options.costs, keep_curve};
  exchange::CandleSession session{engine, venue, recorder};

  ATB_TRY(session.start(candles[0].open_time, trading::Incarnation{}));
  recorder.begin(candles[0], engine);
  for (std::size_t i = 0; i < candles.size(); ++i) {
    const trading::CandleClosed closed{candles[i], candles.open_time_of(i) + options.interval};
    ATB_TRY(session.on_candle(closed));
    recorder.on_candle(closed.candle, engine);
  }
  return Backtest{recorder.summary(engine, venue, options.interval), recorder.trades(),
                  recorder.curve()};
}

}  // namespace atb::backtest
