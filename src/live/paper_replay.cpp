#include "live/paper_replay.h"

#include <fmt/format.h>

#include "backtest/command_hash.h"
#include "exchange/candle_session.h"
#include "market/interval.h"
#include "store/account.h"
#include "store/journal_reader.h"
#include "store/journal_writer.h"

namespace atb::live {
namespace {

constexpr const char* kMode = "paper";
constexpr std::size_t kCheckpointEvery = 4'096;  ///< candles

/// First the durable journal, then the sums: what was not written has not happened.
class RecordedJournal final : public trading::Journal {
 public:
  RecordedJournal(store::JournalWriter& durable, backtest::RunRecorder& sums)
      : durable_{durable}, sums_{sums} {}
  core::Result<void> record(const trading::Event& event, const trading::Output& output,
                            const trading::Engine& engine) override {
    ATB_TRY(durable_.record(event, output, engine));
    return sums_.record(event, output, engine);
  }

 private:
  store::JournalWriter& durable_;
  backtest::RunRecorder& sums_;
};

core::Result<store::Account> open_account(store::Database& database,
                                          const PaperReplayOptions& options, bool& resumed) {
  const auto& instrument = options.run.instrument;
  ATB_ASSIGN(auto known, store::find_account(database, instrument.symbol, kMode));
  resumed = known.has_value();
  if (known && known->interval != options.run.interval)
    return core::fail(core::ErrorKind::refused, "replay.other_interval",
                      fmt::format("the account trades candles of {}, these are of {}",
                                  market::interval_name(known->interval),
                                  market::interval_name(options.run.interval)),
                      "Name another database in DATABASE_URL for another interval.");
  if (known) return std::move(*known);
  return store::create_account(database, instrument.symbol, kMode, instrument.quote_asset,
                               options.run.interval, options.run.cash, options.now);
}

core::Result<void> add_account_totals(store::Database& database, const store::Account& account,
                                      PaperReplayResult& result) {
  ATB_ASSIGN(const auto commands, store::read_commands(database, account.id));
  ATB_ASSIGN(result.account_trades, store::count_trades(database, account.id));
  backtest::CommandHash hash;
  for (const auto& command : commands) hash.add(command);
  result.account_commands_sha256 = hash.hex();
  result.account_initial_cash = account.initial_cash;
  return {};
}

/// The first candle that the account has not dealt with. It may not begin before the last one
/// ended: an order decided at that close would fill in its own past.
core::Result<std::size_t> first_new_candle(const market::CandleSeries& candles,
                                           const store::Account& account) {
  const core::Timestamp last = account.state.last_candle;
  std::size_t i = 0;
  while (i < candles.size() && candles.open_time_of(i) <= last) ++i;
  const bool fresh = last == trading::kNoCandle;
  if (!fresh && i < candles.size() && candles.open_time_of(i) < last + account.interval)
    return core::fail(core::ErrorKind::refused, "replay.overlap",
                      fmt::format("the candle of {} begins before the last one that was traded "
                                  "ended ({} + {})",
                                  core::to_text(candles.open_time_of(i)), core::to_text(last),
                                  market::interval_name(account.interval)),
                      "Replay candles of the same source, or name another database.");
  return i;
}

std::int64_t missing_before(const market::CandleSeries& candles, std::size_t i,
                            const store::Account& account) {
  const core::Timestamp last = account.state.last_candle;
  if (last == trading::kNoCandle || i >= candles.size()) return 0;
  return (candles.open_time_of(i) - last).us() / account.interval.us() - 1;
}

}  // namespace

std::string strategy_text(const backtest::RunOptions& run) {
  std::string text = run.strategy;
  char separator = ' ';
  for (const auto& [name, value] : run.parameters) {
    text += fmt::format("{}{}={}", separator, name, value);
    separator = ',';
  }
  return text;
}

core::Result<PaperReplayResult> replay_paper(const market::CandleSeries& candles,
                                             const PaperReplayOptions& options,
                                             const std::atomic<bool>& stop,
                                             const std::function<void(std::size_t)>& progress) {
  ATB_TRY(backtest::check(options.run));
  ATB_ASSIGN(const auto strategy, strategy::make(options.run.strategy, options.run.parameters));
  ATB_ASSIGN(auto database, store::Database::open(options.database, store::Access::read_write));
  PaperReplayResult result;
  ATB_ASSIGN(const auto account, open_account(database, options, result.resumed));
  ATB_ASSIGN(const auto before, store::latest_session(database, account.id));
  if (before) result.strategy_before = before->strategy;
  ATB_ASSIGN(const auto writer,
             store::JournalWriter::begin(database, account,
                                         {options.incarnation, options.now, options.environment,
                                          strategy_text(options.run)},
                                         options.durability));

  trading::Engine engine{{options.run.instrument, options.run.limits, account.initial_cash},
                         *strategy};
  engine.restore(account.state);
  exchange::CandleFillModel venue{options.run.instrument, options.run.costs};
  backtest::RunRecorder sums{options.run.costs, false};
  RecordedJournal journal{*writer, sums};
  exchange::CandleSession session{engine, venue, journal};

  ATB_ASSIGN(std::size_t i, first_new_candle(candles, account));
  result.skipped_candles = i;
  result.missing_candles = missing_before(candles, i, account);
  for (std::size_t known = 0; known < i; ++known) engine.warm_up(candles[known]);
  const bool any = i < candles.size();
  ATB_TRY(session.start(any ? candles.open_time_of(i) : account.state.last_candle,
                        options.incarnation));
  if (any) sums.begin(candles[i], engine);
  for (; i < candles.size() && !stop.load(std::memory_order_relaxed); ++i) {
    const trading::CandleClosed closed{candles[i], candles.open_time_of(i) + options.run.interval};
    ATB_TRY(session.on_candle(closed));
    sums.on_candle(closed.candle, engine);
    if (i % kCheckpointEvery != 0) continue;
    ATB_TRY(writer->checkpoint(engine));
    if (progress) progress(i);
  }
  result.stopped = i < candles.size();
  ATB_TRY(writer->end(engine, options.now));
  result.summary = sums.summary(engine, venue, options.run.interval);
  ATB_TRY(add_account_totals(database, account, result));
  return result;
}

}  // namespace atb::live
