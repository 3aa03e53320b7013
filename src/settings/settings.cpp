#include "settings/settings.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "settings/display.h"
#include "settings/env_file.h"
#include "settings/guard_rails.h"
#include "settings/table.h"
#include "settings/value_checks.h"

namespace atb::settings {
namespace {

using core::ErrorKind;
using core::Ratio;
using core::Result;

constexpr std::array kLevels{std::pair{std::string_view{"DEBUG"}, LogLevel::debug},
                             std::pair{std::string_view{"INFO"}, LogLevel::info},
                             std::pair{std::string_view{"WARNING"}, LogLevel::warning},
                             std::pair{std::string_view{"ERROR"}, LogLevel::error}};
constexpr std::array kModes{std::pair{std::string_view{"paper"}, TradingMode::paper},
                            std::pair{std::string_view{"live"}, TradingMode::live}};
constexpr std::array kEnvironments{
    std::pair{std::string_view{"staging"}, Environment::staging},
    std::pair{std::string_view{"production"}, Environment::production}};

constexpr Ratio kNone = Ratio::from_units(0);
constexpr Ratio kOne = Ratio::from_units(core::kUnitsPerOne);
constexpr Ratio kTen = Ratio::from_units(10 * core::kUnitsPerOne);
constexpr Ratio kTenth = Ratio::from_units(core::kUnitsPerOne / 10);
constexpr RatioRange kPosition{kNone, kOne, false, true};
constexpr RatioRange kStop{kNone, kOne, false, false};
constexpr RatioRange kTarget{kNone, kTen, false, true};
constexpr RatioRange kCost{kNone, kTenth, true, false};

template <class Names>
std::string_view name_in(const Names& names, auto value) noexcept {
  for (const auto& [name, meaning] : names)
    if (meaning == value) return name;
  return "";
}

/// Reads values row by row and collects what is wrong; a wrong one keeps its default.
class Validator {
 public:
  Validator(const Values& values, const Purpose& purpose) : values_{values}, purpose_{purpose} {}

  Result<Checked> run() {
    read_choices();
    read_secrets();
    read_database();
    read_numbers();
    read_market();
    check_environment();
    faults_.insert(faults_.end(), purpose_.faults.begin(), purpose_.faults.end());
    judge_unknown_names();
    warn_about_sizes();
    if (faults_.empty()) return std::move(checked_);
    return core::fail(refused_ ? ErrorKind::refused : ErrorKind::settings,
                      refused_ ? "settings.refused" : "settings.invalid",
                      faults_.size() == 1 ? "1 setting is invalid"
                                          : fmt::format("{} settings are invalid", faults_.size()),
                      fmt::format("{}", fmt::join(faults_, "\n")));
  }

 private:
  void fault(std::string_view name, std::string_view what) {
    faults_.push_back(fmt::format("{} {}", name, what));
  }
  void warn(std::string text) { checked_.warnings.push_back(std::move(text)); }

  /// The raw value or the default, free of text faults. Nothing: not given, or reported.
  std::optional<std::string_view> raw(std::string_view name) {
    const Setting& setting = *find(name);
    const core::SecretString* const value = values_.find(name);
    if (value == nullptr || value->empty()) {
      if (setting.required)
        fault(name, fmt::format("is {}: {} ({}); for example {}={}",
                                value == nullptr ? "missing" : "empty", setting.meaning,
                                setting.range, name, setting.example));
      return setting.default_value;
    }
    if (const auto what = text_fault(value->reveal())) {
      fault(name, *what);
      return std::nullopt;
    }
    return value->reveal();
  }

  template <class T, class Check>
  void read(std::string_view name, T& target, Check check) {
    const auto text = raw(name);
    if (!text) return;
    if (auto outcome = check(*text))
      target = std::move(*outcome);
    else
      fault(name, outcome.error());
  }

  template <class T, class Names>
  void read_choice(std::string_view name, T& target, const Names& names) {
    const auto text = raw(name);
    if (!text) return;
    for (const auto& [word, meaning] : names)
      if (word == *text) {
        target = meaning;
        return;
      }
    fault(name, fmt::format("must be {}, in exactly these letters", find(name)->range));
  }

  void read_choices() {
    read_choice("TRADING_MODE", settings_.trading_mode, kModes);
    read_choice("LOG_LEVEL", settings_.log_level, kLevels);
    read_choice("ENVIRONMENT", settings_.environment, kEnvironments);
  }

  /// A placeholder stops live trading; on paper nothing asks whether it works.
  void read_secret(std::string_view name, core::SecretString& target,
                   std::optional<std::string> (*find_fault)(std::string_view)) {
    const auto text = raw(name);
    if (!text) return;
    target = core::SecretString{*text};
    if (is_placeholder(*text)) {
      if (settings_.trading_mode == TradingMode::live)
        fault(name, "is still the placeholder of an example: put the real one there");
      else
        warn(fmt::format("{} is still the placeholder of an example; paper mode does without",
                         name));
    } else if (const auto what = find_fault(*text)) {
      fault(name, *what);
    }
  }

  void read_secrets() {
    read_secret("BINANCE_API_KEY", settings_.binance_api_key, secret_fault);
    read_secret("BINANCE_API_SECRET", settings_.binance_api_secret, secret_fault);
    read_secret("SLACK_WEBHOOK", settings_.slack_webhook, webhook_fault);
    const bool same = !settings_.binance_api_key.empty() &&
                      settings_.binance_api_key.equals(settings_.binance_api_secret);
    if (same) fault("BINANCE_API_SECRET", "is the same as BINANCE_API_KEY: one was pasted twice");
  }

  void read_database() {
    constexpr std::string_view kName = "DATABASE_URL";
    const auto text = raw(kName);
    if (!text) return;
    auto url = parse_database_url(*text);
    if (!url)
      return fault(kName,
                   fmt::format("is not usable: {}. {}", url.error().message, url.error().advice));
    if (is_placeholder(*text))
      return fault(kName, "is still the example of the guide: put the real database there");
    const auto concerns = database_concerns(*url, is_production());
    for (const auto& what : concerns.faults) fault(kName, what);
    for (const auto& what : concerns.warnings) warn(fmt::format("{} {}", kName, what));
    settings_.database_url = core::SecretString{*text};
    settings_.database = std::move(*url);
  }

  /// By what the values are for, else by what they say.
  bool is_production() const {
    const auto environment = purpose_.environment ? purpose_.environment : settings_.environment;
    return environment == Environment::production || settings_.trading_mode == TradingMode::live;
  }

  void read_ratio(std::string_view name, Ratio& target, const RatioRange& range) {
    read(name, target,
         [&](std::string_view text) { return check_ratio(text, range, find(name)->range); });
  }

  void read_numbers() {
    read("INITIAL_BALANCE", settings_.initial_balance, check_money);
    read_ratio("MAX_POSITION_SIZE", settings_.max_position_size, kPosition);
    read_ratio("STOP_LOSS_PERCENTAGE", settings_.stop_loss, kStop);
    read_ratio("TAKE_PROFIT_PERCENTAGE", settings_.take_profit, kTarget);
    read_ratio("FEE_RATE", settings_.fee_rate, kCost);
    read_ratio("SLIPPAGE", settings_.slippage, kCost);
  }

  void read_market() {
    read("TRADING_PAIR", settings_.trading_pair, check_symbol);
    // Its default is for live trading: recorded candles have an interval of their own.
    const auto* const interval = values_.find("CANDLE_INTERVAL");
    if (interval != nullptr && !interval->empty())
      read("CANDLE_INTERVAL", settings_.candle_interval, check_interval);
    read("STRATEGY", settings_.strategy, check_strategy);
    // The default parameters are those of the default strategy; another brings its own.
    const bool given = values_.find("STRATEGY_PARAMETERS") != nullptr;
    if (given || settings_.strategy == find("STRATEGY")->default_value)
      read("STRATEGY_PARAMETERS", settings_.strategy_parameters, check_parameters);
  }

  void refuse(std::string_view name, std::string_view what) {
    refused_ = true;
    fault(name, what);
  }

  void check_environment() {
    const auto own = settings_.environment;
    if (own && purpose_.environment && *own != *purpose_.environment)
      refuse("ENVIRONMENT", fmt::format("says {}, but these are the settings of {}", name_of(*own),
                                        name_of(*purpose_.environment)));
    if (!own) settings_.environment = purpose_.environment;
    if (settings_.trading_mode != TradingMode::live) return;
    if (!kLiveTradingIsOffered)
      warn(
          "TRADING_MODE is live, which this version of the bot does not offer: it trades on paper "
          "only and refuses to start with that; live will be for real money");
    if (settings_.environment == Environment::staging)
      refuse("TRADING_MODE",
             "is live in staging: staging trades on paper; real money needs production");
    else if (purpose_.run && !settings_.environment)
      refuse("TRADING_MODE", "is live, which needs ENVIRONMENT=production said in so many words");
  }

  void warn_about_sizes() {
    if (!faults_.empty()) return;
    for (auto& warning : size_warnings(settings_)) warn(std::move(warning));
  }

  /// A name that no .env can hold is another tool's, unless it looks like a setting of ours: then
  /// its value would be left out and a default would count.
  void judge_unknown_names() {
    for (const auto& entry : values_) {
      if (find(entry.name) != nullptr) continue;
      const std::string name = displayed_name(entry.name);
      const std::string meant = meant_by(entry.name);
      if (!is_foreign_name(entry.name))
        warn(fmt::format("{} is not a known setting and is passed through{}", name,
                         meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
      else if (meant.empty())
        warn(
            fmt::format("{} belongs to another tool: it stays in the secret and is left out of the "
                        "file",
                        name));
      else
        fault(name,
              fmt::format("is not read, as names are in capitals: write {}, or rename it", meant));
    }
  }

  const Values& values_;
  const Purpose& purpose_;
  Checked checked_;
  Settings& settings_ = checked_.settings;
  std::vector<std::string> faults_;
  bool refused_ = false;
};

}  // namespace

std::string_view name_of(TradingMode mode) noexcept {
  return name_in(kModes, mode);
}
std::string_view name_of(Environment environment) noexcept {
  return name_in(kEnvironments, environment);
}
std::string_view name_of(LogLevel level) noexcept {
  return name_in(kLevels, level);
}

std::optional<Environment> parse_environment(std::string_view text) noexcept {
  for (const auto& [name, environment] : kEnvironments)
    if (name == text) return environment;
  return std::nullopt;
}

Result<Checked> validate(const Values& values, const Purpose& purpose) {
  return Validator{values, purpose}.run();
}

std::optional<std::string> value_fault(std::string_view name, const core::SecretString& value) {
  Values alone;
  alone.set(name, value.clone());
  const auto checked = validate(alone);
  if (checked) return std::nullopt;
  // Each line of the advice starts with the name that it is about.
  const std::string lines = "\n" + checked.error().advice + "\n";
  const std::string start = fmt::format("\n{} ", name);
  const auto at = lines.find(start);
  if (at == std::string::npos) return std::nullopt;
  return lines.substr(at + 1, lines.find('\n', at + 1) - at - 1);
}

}  // namespace atb::settings
