#include "backtest/run_recorder.h"

#include "statistics/cagr.h"
#include "statistics/calmar.h"
#include "statistics/moments.h"
#include "statistics/profit_factor.h"
#include "statistics/sharpe.h"
#include "statistics/sortino.h"
#include "statistics/win_rate.h"

namespace atb::backtest {
namespace {

constexpr std::int64_t kUsPerDay = 86'400'000'000;
constexpr double kDaysPerYear = 365;

}  // namespace

void ExitCounts::count(trading::ExitReason reason) noexcept {
  switch (reason) {
    case trading::ExitReason::signal:
      ++signal;
      return;
    case trading::ExitReason::stop_loss:
      ++stop_loss;
      return;
    case trading::ExitReason::take_profit:
      ++take_profit;
      return;
    case trading::ExitReason::protection_refused:
    case trading::ExitReason::dust:
      ++other;
      return;
  }
}

core::Result<void> RunRecorder::record(const trading::Event&, const trading::Output& output,
                                       const trading::Engine& engine) {
  for (const auto& command : output.commands) hash_.add(command);
  for (const auto& trade : output.trades) {
    exits_.count(trade.reason);
    trades_.push_back(trade);
  }
  refresh_holdings(engine);
  return {};
}

void RunRecorder::refresh_holdings(const trading::Engine& engine) {
  cash_ = engine.portfolio().cash().approximate();
  base_ = engine.portfolio().base().approximate();
}

void RunRecorder::begin(const market::Candle& first, const trading::Engine& engine) {
  refresh_holdings(engine);
  first_open_ = first.open_time;
  day_ = first.open_time.us() / kUsPerDay;
  const double open = first.open.approximate();
  initial_equity_ = engine.portfolio().equity(first.open);
  initial_fees_ = engine.portfolio().fees();
  initial_ = initial_equity_.approximate();
  const double cost = (1 + costs_.slippage.approximate()) * (1 + costs_.fee.approximate());
  hold_base_ = initial_ / (open * cost);
  equity_ = initial_;
  drawdown_.add(initial_);
  hold_drawdown_.add(initial_);
  daily_.push_back(initial_);
}

void RunRecorder::on_candle(const market::Candle& candle, const trading::Engine& engine) {
  ++bars_;
  const std::int64_t day = candle.open_time.us() / kUsPerDay;
  if (day != day_) {
    daily_.push_back(equity_);
    day_ = day;
  }
  const double close = candle.close.approximate();
  equity_ = cash_ + base_ * close;
  hold_equity_ = hold_base_ * close;
  drawdown_.add(equity_);
  hold_drawdown_.add(hold_equity_);
  exposed_bars_ += engine.position().is_open() ? 1U : 0U;
  last_open_ = candle.open_time;
  if (keep_curve_) curve_.push_back(equity_);
}

Statistics RunRecorder::statistics(core::Duration interval) const {
  Statistics numbers;
  if (bars_ == 0 || initial_ <= 0) return numbers;
  std::vector<double> daily = daily_;
  daily.push_back(equity_);
  const auto daily_returns = statistics::returns(daily);
  std::vector<double> profits;
  profits.reserve(trades_.size());
  for (const auto& trade : trades_) profits.push_back(trade.profit.approximate());

  numbers.total_return = equity_ / initial_ - 1;
  numbers.max_drawdown = drawdown_.maximum();
  numbers.buy_and_hold_return = hold_equity_ / initial_ - 1;
  numbers.buy_and_hold_max_drawdown = hold_drawdown_.maximum();
  numbers.exposure = static_cast<double>(exposed_bars_) / static_cast<double>(bars_);
  numbers.days = static_cast<double>((last_open_ + interval - first_open_).us()) /
                 static_cast<double>(kUsPerDay);
  numbers.cagr = statistics::cagr(initial_, equity_, numbers.days);
  numbers.sharpe = statistics::sharpe(daily_returns, kDaysPerYear);
  numbers.sortino = statistics::sortino(daily_returns, kDaysPerYear);
  numbers.calmar = statistics::calmar(numbers.cagr, numbers.max_drawdown);
  numbers.win_rate = statistics::win_rate(profits);
  numbers.profit_factor = statistics::profit_factor(profits);
  numbers.average_trade = statistics::mean(profits);
  return numbers;
}

Summary RunRecorder::summary(const trading::Engine& engine, const exchange::CandleFillModel& venue,
                             core::Duration interval) const {
  Summary summary;
  summary.final_equity = engine.portfolio().equity(engine.state().last_close);
  summary.bars = bars_;
  summary.first_open_time = first_open_;
  summary.last_open_time = last_open_;
  summary.initial_equity = bars_ > 0 ? initial_equity_ : summary.final_equity;
  summary.quote_asset = engine.portfolio().quote_asset();
  summary.closed_trades = trades_.size();
  summary.open_position = engine.position().is_open();
  summary.exits = exits_;
  for (const auto& [asset, fee] : engine.portfolio().fees()) {
    const auto before = initial_fees_.find(asset);
    const core::Money paid = before == initial_fees_.end() ? fee : fee - before->second;
    if (bars_ > 0 && !paid.is_zero()) summary.fees[asset] = paid;
  }
  summary.ambiguous_candles = venue.ambiguous_candles();
  summary.statistics = statistics(interval);
  summary.commands_sha256 = hash_.hex();
  return summary;
}

}  // namespace atb::backtest
