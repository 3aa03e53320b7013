#include "ai-trading-bot/bot_settings.h"

#include <cstdlib>

#include <CLI/CLI.hpp>

#include "ai-trading-bot/candle_source.h"
#include "common/protect.h"
#include "files/read.h"
#include "market/interval.h"
#include "settings/env_file.h"
#include "settings/table.h"

namespace atb::app {
namespace {

constexpr std::size_t kEnvFileBytesMax = 1024 * 1024;

core::Result<settings::Values> values_of_environment() {
  settings::Values values;
  for (const auto& setting : settings::table()) {
    const char* const value = std::getenv(std::string{setting.name}.c_str());
    if (value != nullptr) ATB_TRY(values.insert(setting.name, core::SecretString{value}));
  }
  return values;
}

core::Result<settings::Values> values_of_file(const std::filesystem::path& path) {
  ATB_ASSIGN(const auto bytes, files::read_private_file(path, kEnvFileBytesMax));
  auto values = settings::parse_env({bytes.data(), bytes.size()});
  if (!values) return core::add_context(std::move(values).error(), path.string());
  return values;
}

}  // namespace

void add_bot_flags(CLI::App& verb, BotFlags& flags) {
  verb.add_option("--env-file", flags.env_file,
                  "settings, mode 600 (default: the process environment)")
      ->type_name("FILE");
  verb.add_option("--data-dir", flags.data_dir,
                  "folder for candles and a relative database (default /var/lib/ai-trading-bot, "
                  "else the user's data folder)")
      ->type_name("DIR");
}

core::Result<settings::Checked> load_settings(const BotFlags& flags) {
  overwrite_freed_memory();
  ATB_ASSIGN(const auto values,
             flags.env_file.empty() ? values_of_environment() : values_of_file(flags.env_file));
  return settings::validate(values, {.environment = {}, .run = true});
}

core::Result<std::filesystem::path> database_path(const settings::Settings& settings,
                                                  const BotFlags& flags) {
  if (settings.database.kind == settings::DatabaseUrl::Kind::postgresql)
    return core::fail(core::ErrorKind::refused, "store.unsupported",
                      "DATABASE_URL names PostgreSQL; paper trading of recorded candles keeps its "
                      "books in SQLite",
                      "Write DATABASE_URL=sqlite:///data/trading_bot.db for this run.");
  if (!settings.database.relative) return std::filesystem::path{settings.database.path};
  ATB_ASSIGN(const auto folder, data_folder(flags.data_dir));
  return folder / settings.database.path;
}

core::Result<backtest::RunOptions> run_options(const settings::Settings& settings) {
  backtest::RunOptions run;
  ATB_ASSIGN(run.instrument, market::instrument_from_symbol(settings.trading_pair));
  run.strategy = settings.strategy;
  run.parameters.insert(settings.strategy_parameters.begin(), settings.strategy_parameters.end());
  run.cash = settings.initial_balance;
  run.limits = {settings.max_position_size, settings.stop_loss, settings.take_profit,
                settings.fee_rate};
  run.costs.fee = settings.fee_rate;
  run.costs.slippage = settings.slippage;
  return run;
}

}  // namespace atb::app
