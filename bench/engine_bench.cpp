// rooms: backtest
// How many candles a second the trading core takes: engine, fill model and session with exact
// decimals and full order handling, without reading files.
#include <algorithm>

#include <benchmark/benchmark.h>

#include "backtest/run.h"
#include "exchange/candle_session.h"
#include "strategy/sma_cross.h"

namespace {

using namespace atb;

constexpr std::size_t kCandles = 1'000'000;

/// A walk with about as many trades per candle as the comparison job.
const market::CandleColumns& candles() {
  static const market::CandleColumns columns = [] {
    market::CandleColumns made;
    std::uint64_t state = 42;
    const auto draw = [&state](std::int64_t below) {
      state = state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
      return static_cast<std::int64_t>((state >> 33U) % static_cast<std::uint64_t>(below));
    };
    std::int64_t last = 1'000'000'000'000;
    for (std::size_t i = 0; i < kCandles; ++i) {
      const std::int64_t open = last;
      last = std::max<std::int64_t>(open / 2, open + (draw(2'001) - 1'000) * (open / 1'000'000));
      const std::int64_t wick = open / 2'000;
      made.push_back({core::Timestamp::from_us(static_cast<std::int64_t>(i) * 60'000'000),
                      core::Price::from_units(open),
                      core::Price::from_units(std::max(open, last) + draw(wick)),
                      core::Price::from_units(std::min(open, last) - draw(wick)),
                      core::Price::from_units(last), 1});
    }
    return made;
  }();
  return columns;
}

/// The floor: the same columns, the same averages in doubles, no order, no books.
void bare_loop(benchmark::State& state) {
  const auto series = candles().view();
  for (auto _ : state) {
    double fast = 0;
    double slow = 0;
    std::size_t crossings = 0;
    bool above = false;
    for (std::size_t i = 0; i < series.size(); ++i) {
      const auto close = static_cast<double>(series.close[i]);
      fast += close - (i >= 10 ? static_cast<double>(series.close[i - 10]) : 0);
      slow += close - (i >= 30 ? static_cast<double>(series.close[i - 30]) : 0);
      const bool now_above = fast * 3 > slow;
      crossings += now_above != above ? 1U : 0U;
      above = now_above;
    }
    benchmark::DoNotOptimize(crossings);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCandles));
}
BENCHMARK(bare_loop)->Unit(benchmark::kMillisecond);

/// Takes everything and keeps nothing.
class NoJournal final : public trading::Journal {
 public:
  core::Result<void> record(const trading::Event&, const trading::Output&,
                            const trading::Engine&) override {
    return {};
  }
};

void engine_only(benchmark::State& state) {
  const auto series = candles().view();
  for (auto _ : state) {
    strategy::SmaCross strategy{10, 30};
    const core::Money cash = core::Money::from_units(core::Int128{1'000} * core::kUnitsPerOne);
    trading::Engine engine{{{}, {}, cash}, strategy};
    exchange::CandleFillModel venue{{}, {}};
    NoJournal journal;
    exchange::CandleSession session{engine, venue, journal};
    for (std::size_t i = 0; i < series.size(); ++i)
      if (!session.on_candle({series[i], series.open_time_of(i) + core::Duration::minutes(1)}))
        std::abort();
    benchmark::DoNotOptimize(engine.portfolio().cash());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCandles));
}
BENCHMARK(engine_only)->Unit(benchmark::kMillisecond);

void backtest_with_statistics_and_hash(benchmark::State& state) {
  const auto series = candles().view();
  for (auto _ : state) {
    const auto result = backtest::run(series, {}, false);
    if (!result) std::abort();
    state.counters["trades"] = static_cast<double>(result->trades.size());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCandles));
}
BENCHMARK(backtest_with_statistics_and_hash)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
