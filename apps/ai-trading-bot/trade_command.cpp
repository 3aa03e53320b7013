#include <atomic>
#include <chrono>
#include <csignal>
#include <memory>
#include <random>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot/bot_settings.h"
#include "ai-trading-bot/candle_source.h"
#include "ai-trading-bot/commands.h"
#include "ai-trading-bot/run_flags.h"
#include "ai-trading-bot/summary_output.h"
#include "ai-trading-bot/log.h"
#include "common/output.h"
#include "live/paper_replay.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "Trades recorded candles in paper mode at full speed and ends with them. The settings come "
    "from\n"
    "the .env file; options given here win over them. Books, journal and portfolio are kept in "
    "the\n"
    "database: a run that was stopped or killed goes on where it was.\n"
    "\n"
    "JSON: the fields of backtest, then mode, pair, database, resumed, stopped, skipped_bars,\n"
    "account{initial_cash,closed_trades,commands_sha256}\n"
    "\n"
    "exit codes: 0 done, 1 unexpected failure, 2 usage or a bad candle file, 3 settings invalid,\n"
    "            5 not found, 7 refused for safety\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot trade --env-file /opt/ai-trading-bot/.env --replay data/btcusdt-1h.csv.gz\n"
    "  ai-trading-bot trade --env-file .env --replay bars.csv --set fast=20 --set slow=50 --format "
    "json";

struct Options {
  BotFlags bot;
  RunFlags run;
  std::string replay;
  std::string journal_sync = "batch";
};

std::atomic<bool> g_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

void stop_on_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { g_stop.store(true, std::memory_order_relaxed); };
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second signal ends at once
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

core::Timestamp now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return core::Timestamp::from_us(
      std::chrono::duration_cast<std::chrono::microseconds>(since).count());
}

trading::Incarnation draw_incarnation() {
  std::random_device device;
  const auto high = static_cast<std::uint64_t>(device());
  return trading::Incarnation{(high << 32U) | device()};
}

LogLevel log_level(settings::LogLevel level) {
  switch (level) {
    case settings::LogLevel::debug:
      return LogLevel::debug;
    case settings::LogLevel::info:
      return LogLevel::info;
    case settings::LogLevel::warning:
      return LogLevel::warning;
    case settings::LogLevel::error:
      return LogLevel::error;
  }
  return LogLevel::info;
}

core::Result<void> check_mode(const settings::Settings& settings, const std::string& replay) {
  if (settings.trading_mode == settings::TradingMode::live)
    return core::fail(
        core::ErrorKind::refused, "trade.replay_is_paper",
        "TRADING_MODE is live, and recorded candles can only be traded in paper mode",
        "Set TRADING_MODE=paper. Orders are never sent to an exchange from a replay.");
  if (replay.empty())
    return core::fail(core::ErrorKind::usage, "usage", "no candles to trade are named",
                      "Add --replay FILE with recorded candles.");
  return {};
}

/// What a person would want to know about going on with an account.
void warn_about_changes(const live::PaperReplayResult& result, const backtest::RunOptions& run) {
  if (!result.resumed) return;
  if (result.missing_candles > 0)
    log(LogLevel::warning, "trade",
        fmt::format("{} candles are missing between the last one that the account traded and the "
                    "first new one: stop-loss and take-profit did not see them",
                    result.missing_candles));
  if (result.account_initial_cash != run.cash)
    log(LogLevel::warning, "trade",
        fmt::format("the account began with {}; a starting balance of {} is ignored",
                    core::to_text(result.account_initial_cash), core::to_text(run.cash)));
  if (const auto now = live::strategy_text(run); result.strategy_before != now)
    log(LogLevel::warning, "trade",
        fmt::format("the strategy is now {}; before it was {}", now, result.strategy_before));
}

/// The store knows what its candles are of; a file does not say.
core::Result<void> check_symbol(const std::string& replay, const std::string& pair) {
  constexpr std::string_view kStore = "store:";
  if (!replay.starts_with(kStore) || replay.substr(kStore.size()) == pair) return {};
  return core::fail(core::ErrorKind::refused, "trade.other_pair",
                    fmt::format("the candles are of {}, the account trades {}",
                                replay.substr(kStore.size()), pair),
                    "Set TRADING_PAIR (or --pair) to the pair of the candles.");
}

/// --interval or else CANDLE_INTERVAL, where it is set, must be that of the candles.
core::Result<history::Candles> open_replay(const Options& options,
                                           const settings::Settings& settings) {
  const bool flagged = options.run.interval.has_value();
  auto candles = open_candle_source({options.replay, options.bot.data_dir},
                                    flagged ? options.run.interval : settings.candle_interval);
  if (!candles && !flagged && candles.error().code == "candles.interval")
    return core::add_context(std::move(candles).error(), "CANDLE_INTERVAL");
  return candles;
}

core::Result<int> print(const live::PaperReplayResult& result, const std::string& pair,
                        const std::filesystem::path& database, Format format) {
  if (format == Format::json) {
    auto json = to_json(result.summary);
    json["mode"] = "paper";
    json["pair"] = pair;
    json["database"] = database.string();
    json["resumed"] = result.resumed;
    json["stopped"] = result.stopped;
    json["skipped_bars"] = result.skipped_candles;
    json["account"] = {{"initial_cash", core::to_text(result.account_initial_cash)},
                       {"closed_trades", result.account_trades},
                       {"commands_sha256", result.account_commands_sha256}};
    ATB_TRY(print_json(json));
    return 0;
  }
  std::string text = fmt::format("paper trading of {}{}\n", pair,
                                 result.stopped ? ", stopped before the candles ended" : "");
  if (result.resumed)
    text += fmt::format("went on with the account in the database; {} candles were known to it\n",
                        result.skipped_candles);
  text += result.summary.bars > 0 ? to_text(result.summary)
                                  : std::string{"no new candles: nothing to trade\n"};
  text += fmt::format("\n  database {}\n", database.string());
  ATB_TRY(print_text(text));
  return 0;
}

core::Result<int> trade(const Options& options, Format format) {
  ATB_ASSIGN(const auto checked, load_settings(options.bot));
  const auto& settings = checked.settings;
  start_log(log_level(settings.log_level));
  for (const auto& warning : checked.warnings) log(LogLevel::warning, "settings", warning);
  ATB_TRY(check_mode(settings, options.replay));

  ATB_ASSIGN(auto run, run_options(settings));
  ATB_TRY(apply(options.run, run));
  ATB_TRY(check_symbol(options.replay, run.instrument.symbol));
  ATB_ASSIGN(const auto source, open_replay(options, settings));
  run.interval = source.interval();
  ATB_ASSIGN(const auto database, database_path(settings, options.bot));
  const std::string environment{settings.environment ? name_of(*settings.environment)
                                                     : std::string_view{"unspecified"}};
  stop_on_signals();
  log(LogLevel::info, "trade",
      fmt::format("paper trading starts: pair={} strategy={} candles={} database={}",
                  run.instrument.symbol, run.strategy, source.view().size(), database.string()));

  const live::PaperReplayOptions replay{run,
                                        database,
                                        environment,
                                        now(),
                                        draw_incarnation(),
                                        options.journal_sync == "order"
                                            ? store::Durability::before_send
                                            : store::Durability::at_checkpoint};
  ATB_ASSIGN(const auto result, live::replay_paper(source.view(), replay, g_stop, {}));
  warn_about_changes(result, run);
  log(LogLevel::info, "trade",
      fmt::format("paper trading ended: equity={} trades={} stopped={}",
                  core::to_text(result.summary.final_equity), result.summary.closed_trades,
                  result.stopped));
  return print(result, run.instrument.symbol, database, format);
}

}  // namespace

void add_trade_command(CLI::App& program, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App& verb = add_verb(program, invocation, "trade",
                            "trade recorded candles in paper mode with durable books", kFooter);
  add_bot_flags(verb, options->bot);
  verb.add_option("--replay", options->replay,
                  "candles to trade: a CSV file (plain, .gz, .zip) or store:SYMBOL")
      ->type_name("FILE");
  verb.add_option("--journal-sync", options->journal_sync,
                  "order: on the disk before each order; batch: every 4,096 candles, which a crash "
                  "takes back whole")
      ->check(CLI::IsMember({"order", "batch"}))
      ->capture_default_str();
  add_run_flags(verb, options->run);
  verb.callback([options, &invocation] {
    invocation.action = [options, &invocation] { return trade(*options, invocation.format); };
  });
}

}  // namespace atb::app
