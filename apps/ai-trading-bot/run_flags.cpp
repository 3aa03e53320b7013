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
  const auto add = [&verb](const char* name, auto& target, const char* type, const char* meaning) {
    return verb.add_option(name, target, meaning)->type_name(type);
  };
  add("--interval", flags.interval, "LENGTH", "of a candle: 1m 5m 1h 1d … (default: the candles')");
  add("--pair", flags.pair, "PAIR", "as Binance writes it (default BTCUSDT)");
  add("--strategy", flags.strategy, "NAME", "rule that gives the signals (default sma-cross)");
  add("--set", flags.parameters, "NAME=VALUE",
      "parameter of the strategy, repeatable (defaults fast=10, slow=30)")
      ->allow_extra_args(false);
  add("--cash", flags.cash, "AMOUNT", "starting balance, quote asset (default 1000)");
  add("--position-size", flags.position_size, "SHARE",
      "of the cash per entry, above 0 up to 1 (default 0.1)");
  add("--stop-loss", flags.stop_loss, "SHARE",
      "below the entry price, between 0 and 1 (default 0.02)");
  add("--take-profit", flags.take_profit, "SHARE",
      "above the entry price, above 0 up to 10 (default 0.05)");
  add("--fee", flags.fee, "SHARE", "of each fill's value (default 0.001)");
  add("--fee-in", flags.fee_in, "ASSET", "quote, or received as Binance takes it (default quote)");
  add("--slippage", flags.slippage, "SHARE", "against us on market and stop fills (default 0)");
  add("--quantity-step", flags.quantity_step, "AMOUNT",
      "lot step, base asset (default 0.00000001)");
  add("--tick-size", flags.tick_size, "PRICE", "price step, quote asset (default 0.00000001)");
  add("--min-notional", flags.min_notional, "AMOUNT",
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
