#include "ai-trading-bot/run_flags.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace atb::app {
namespace {

template <class T, class Parse>
core::Result<void> put(const std::optional<std::string>& text, const char* option, Parse parse,
                       T& target) {
  if (!text) return {};
  auto value = parse(*text);
  if (!value) return core::add_context(std::move(value).error(), option);
  target = *value;
  return {};
}

core::Result<exchange::CommissionIn> parse_fee_in(const std::string& text) {
  if (text == "quote") return exchange::CommissionIn::quote;
  if (text == "received") return exchange::CommissionIn::received;
  return core::fail(core::ErrorKind::usage, "usage",
                    fmt::format("\"{}\" is neither quote nor received", text));
}

core::Result<void> put_parameters(const std::vector<std::string>& given,
                                  strategy::Parameters& target) {
  for (const auto& entry : given) {
    ATB_ASSIGN(const auto parsed, strategy::parse_parameters(entry));
    for (const auto& [name, value] : parsed) target[name] = value;
  }
  return {};
}

}  // namespace

void add_run_flags(CLI::App& verb, RunFlags& flags) {
  verb.add_option("--interval", flags.interval,
                  "length of a candle: 1m 5m 1h 1d … (default: the candles')");
  verb.add_option("--pair", flags.pair, "trading pair (default BTCUSDT)");
  verb.add_option("--strategy", flags.strategy, "rule that gives the signals (default sma-cross)");
  verb.add_option("--set", flags.parameters, "a parameter of the strategy, NAME=VALUE; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--cash", flags.cash, "starting balance, quote asset (default 1000)");
  verb.add_option("--position-size", flags.position_size,
                  "share of the cash per entry, (0, 1] (default 0.1)");
  verb.add_option("--stop-loss", flags.stop_loss, "below the entry price, (0, 1) (default 0.02)");
  verb.add_option("--take-profit", flags.take_profit,
                  "above the entry price, (0, 10] (default 0.05)");
  verb.add_option("--fee", flags.fee, "of each fill's value (default 0.001)");
  verb.add_option("--fee-in", flags.fee_in,
                  "quote, or received as Binance takes it (default quote)");
  verb.add_option("--slippage", flags.slippage, "against us on market and stop fills (default 0)");
  verb.add_option("--quantity-step", flags.quantity_step,
                  "lot step, base asset (default 0.00000001)");
  verb.add_option("--tick-size", flags.tick_size, "price step, quote asset (default 0.00000001)");
  verb.add_option("--min-notional", flags.min_notional,
                  "smallest order value, quote asset (default 0)");
}

core::Result<void> apply(const RunFlags& flags, backtest::RunOptions& options) {
  if (flags.pair) {
    ATB_ASSIGN(options.instrument, market::instrument_from_symbol(*flags.pair));
  }
  if (flags.strategy) {
    options.strategy = *flags.strategy;
    options.parameters.clear();  // the settings' parameters belong to the settings' strategy
  }
  ATB_TRY(put_parameters(flags.parameters, options.parameters));
  ATB_TRY(put(flags.cash, "--cash", core::parse_money, options.cash));
  auto& limits = options.limits;
  ATB_TRY(put(flags.position_size, "--position-size", core::parse_ratio, limits.max_position_size));
  ATB_TRY(put(flags.stop_loss, "--stop-loss", core::parse_ratio, limits.stop_loss));
  ATB_TRY(put(flags.take_profit, "--take-profit", core::parse_ratio, limits.take_profit));
  ATB_TRY(put(flags.fee, "--fee", core::parse_ratio, options.costs.fee));
  ATB_TRY(put(flags.fee_in, "--fee-in", parse_fee_in, options.costs.commission_in));
  ATB_TRY(put(flags.slippage, "--slippage", core::parse_ratio, options.costs.slippage));
  auto& instrument = options.instrument;
  ATB_TRY(put(flags.quantity_step, "--quantity-step", core::parse_quantity, instrument.lot_step));
  ATB_TRY(put(flags.tick_size, "--tick-size", core::parse_price, instrument.tick_size));
  ATB_TRY(put(flags.min_notional, "--min-notional", core::parse_money, instrument.notional_min));
  limits.fee_reserve = options.costs.fee;
  return {};
}

}  // namespace atb::app
