#include <chrono>
#include <limits>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot/candle_source.h"
#include "ai-trading-bot/commands.h"
#include "ai-trading-bot/run_flags.h"
#include "ai-trading-bot/summary_output.h"
#include "backtest/run.h"
#include "common/output.h"
#include "files/atomic_write.h"
#include "files/directories.h"
#include "report/csv.h"
#include "report/html_report.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "--output writes trades.csv, equity.csv and report.html into a folder.\n"
    "\n"
    "JSON: bars, first_open_time, last_open_time, initial_equity, final_equity, closed_trades,\n"
    "open_positions, exits{signal,stop_loss,take_profit,other}, fees, fees_by_asset,\n"
    "ambiguous_candles, statistics{…}, commands_sha256, load_seconds, engine_seconds\n"
    "\n"
    "exit codes: 0 done, 1 unexpected failure, 2 usage or a bad candle file, 5 not found,\n"
    "            7 refused for safety\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot backtest --candles data/btcusdt-1h.csv.gz --set fast=20 --set slow=50\n"
    "  ai-trading-bot backtest --candles store:BTCUSDT --interval 1h --from 2022-01-01 --output "
    "report";

struct Options {
  CandleSourceFlags source;
  RunFlags run;
  std::string from;
  std::string to;
  std::string output;
};

class Stopwatch {
 public:
  /// Seconds since the last lap.
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> passed = now - start_;
    start_ = now;
    return passed.count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

core::Result<market::CandleSeries> cut(const market::CandleSeries& candles,
                                       const Options& options) {
  auto from = core::Timestamp::from_us(std::numeric_limits<std::int64_t>::min());
  auto to = core::Timestamp::from_us(std::numeric_limits<std::int64_t>::max());
  if (!options.from.empty()) {
    ATB_ASSIGN(from, core::parse_timestamp(options.from));
  }
  if (!options.to.empty()) {
    ATB_ASSIGN(to, core::parse_timestamp(options.to));
  }
  return candles.between(from, to);
}

core::Result<void> write_output(const std::string& folder, const market::CandleSeries& candles,
                                const backtest::RunOptions& run, const backtest::Backtest& result) {
  const std::filesystem::path root{folder};
  const files::WriteOptions readable{.mode = 0644};
  ATB_TRY(files::ensure_directory(root, 0755));
  ATB_TRY(
      files::write_atomically(root / "trades.csv", report::trades_csv(result.trades), readable));
  ATB_TRY(files::write_atomically(root / "equity.csv", report::equity_csv(candles, result.curve),
                                  readable));
  ATB_TRY(files::write_atomically(root / "report.html", report::html_report(candles, run, result),
                                  readable));
  return {};
}

core::Result<int> backtest_run(const Options& options, Format format) {
  Stopwatch stopwatch;
  ATB_ASSIGN(const auto source, open_candle_source(options.source, options.run.interval));
  ATB_ASSIGN(const auto candles, cut(source.view(), options));
  const double load_seconds = stopwatch.lap();

  backtest::RunOptions run;
  ATB_TRY(apply(options.run, run));
  run.interval = source.interval();
  const bool keep_curve = !options.output.empty();
  ATB_ASSIGN(const auto result, backtest::run(candles, run, keep_curve));
  const double engine_seconds = stopwatch.lap();

  if (keep_curve) {
    ATB_TRY(write_output(options.output, candles, run, result));
    fmt::print(stderr, "written: {0}/report.html, {0}/trades.csv, {0}/equity.csv\n",
               options.output);
  }
  if (format == Format::json) {
    auto json = to_json(result.summary);
    json["load_seconds"] = load_seconds;
    json["engine_seconds"] = engine_seconds;
    ATB_TRY(print_json(json));
  } else {
    ATB_TRY(print_text(to_text(result.summary)));
  }
  return 0;
}

}  // namespace

void add_backtest_command(CLI::App& program, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App& verb = add_verb(program, invocation, "backtest",
                            "run the trading core over candles and show what comes of it", kFooter);
  add_candle_source_flags(verb, options->source);
  add_run_flags(verb, options->run);
  verb.add_option("--from", options->from,
                  "first open time, UTC: 2022-01-01 or 2022-01-01T06:00:00Z")
      ->type_name("TIME");
  verb.add_option("--to", options->to, "end, not included")->type_name("TIME");
  verb.add_option("--output", options->output, "folder for trades.csv, equity.csv, report.html")
      ->type_name("DIR");
  verb.callback([options, &invocation] {
    invocation.action = [options, &invocation] {
      return backtest_run(*options, invocation.format);
    };
  });
}

}  // namespace atb::app
