#include "ai-trading-bot/bot_settings.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "ai-trading-bot/candle_source.h"
#include "common/protect.h"
#include "files/read.h"
#include "market/instrument.h"
#include "market/interval.h"
#include "settings/env_file.h"
#include "settings/table.h"
#include "strategy/registry.h"

namespace atb::app {
namespace {

constexpr std::size_t kEnvFileBytesMax = 1024 * 1024;

struct Source {
  settings::Values values;
  std::optional<std::string> version;
};

core::Result<Source> read_environment() {
  Source source;
  for (const auto& setting : settings::table()) {
    const char* const value = std::getenv(std::string{setting.name}.c_str());
    if (value != nullptr) ATB_TRY(source.values.insert(setting.name, core::SecretString{value}));
  }
  return source;
}

/// What `ai-trading-bot-secrets fetch` writes into the comment at the head: "# version: …".
std::optional<std::string> noted_version(std::string_view text) {
  constexpr std::string_view kMark = "# version: ";
  constexpr std::size_t kLongest = 64;  // as Secrets Manager's API reference has VersionId
  while (text.starts_with('#')) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.starts_with(kMark)) continue;
    const std::string_view version = line.substr(kMark.size());
    const bool plain =
        std::all_of(version.begin(), version.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (plain && !version.empty() && version.size() <= kLongest) return std::string{version};
  }
  return std::nullopt;
}

core::Result<Source> read_file(const std::filesystem::path& path) {
  ATB_ASSIGN(const auto bytes, files::read_private_file(path, kEnvFileBytesMax));
  const std::string_view text{bytes.data(), bytes.size()};
  auto values = settings::parse_env(text);
  if (!values) return core::add_context(std::move(values).error(), path.string());
  return Source{std::move(*values), noted_version(text)};
}

/// What has the right form and still means nothing to the bot. Only advice is passed on: messages
/// repeat the value.
class MarketCheck {
 public:
  explicit MarketCheck(const settings::Values& values) : values_{values} {}

  std::vector<std::string> faults() {
    if (const auto pair = given("TRADING_PAIR"))
      judge("TRADING_PAIR is not a pair that the bot knows", market::instrument_from_symbol(*pair));
    if (const auto interval = given("CANDLE_INTERVAL"))
      judge("CANDLE_INTERVAL is not an interval of Binance", market::parse_interval(*interval));
    const auto name = given("STRATEGY");
    const std::string strategy =
        name.value_or(std::string{*settings::find("STRATEGY")->default_value});
    if (!judge("STRATEGY is not a strategy of the bot", strategy::make(strategy, {})))
      return std::move(faults_);
    if (const auto text = given("STRATEGY_PARAMETERS"))
      judge("STRATEGY_PARAMETERS does not fit the strategy",
            strategy::parse_parameters(*text).and_then(
                [&](const auto& parameters) { return strategy::make(strategy, parameters); }));
    return std::move(faults_);
  }

 private:
  /// The value, when there is one and its form is right.
  std::optional<std::string> given(std::string_view name) const {
    const auto* const value = values_.find(name);
    if (value == nullptr || value->empty() || settings::value_fault(name, *value)) return {};
    return std::string{value->reveal()};
  }

  template <class T>
  bool judge(std::string_view what, const core::Result<T>& outcome) {
    if (!outcome) faults_.push_back(fmt::format("{}. {}", what, outcome.error().advice));
    return outcome.has_value();
  }

  const settings::Values& values_;
  std::vector<std::string> faults_;
};

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

core::Result<BotSettings> load_settings(const BotFlags& flags) {
  overwrite_freed_memory();
  ATB_ASSIGN(auto source, flags.env_file.empty() ? read_environment() : read_file(flags.env_file));
  if (flags.env_file.empty() && source.values.empty())
    return core::fail(core::ErrorKind::settings, "settings.none",
                      "there are no settings: no --env-file was given, and the environment holds "
                      "none of them",
                      "Add --env-file FILE, such as --env-file /opt/ai-trading-bot/.env.");
  const auto faults = MarketCheck{source.values}.faults();
  auto checked =
      settings::validate(source.values, {.environment = {}, .run = true, .faults = faults});
  if (!checked)
    return core::add_context(std::move(checked).error(),
                             flags.env_file.empty() ? "environment" : flags.env_file);
  return BotSettings{std::move(checked->settings), std::move(checked->warnings),
                     std::move(source.version)};
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
  const auto path = folder / settings.database.path;
  if (!flags.data_dir.empty() || std::filesystem::exists(path)) return path;
  if (const auto other = other_data_folder();
      other && std::filesystem::exists(*other / settings.database.path))
    return core::fail(
        core::ErrorKind::refused, "store.elsewhere",
        fmt::format("the books are in {}, but this user's data folder is {}: a second "
                    "account would begin there",
                    other->string(), folder.string()),
        fmt::format("Add --data-dir {} (or {} for new books), or write an absolute "
                    "path into DATABASE_URL.",
                    other->string(), folder.string()));
  return path;
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
