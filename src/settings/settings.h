#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/amount.h"
#include "core/error.h"
#include "core/secret.h"
#include "settings/database_url.h"
#include "settings/values.h"

namespace atb::settings {

enum class TradingMode { paper, live };
enum class Environment { staging, production };
enum class LogLevel { debug, info, warning, error };

[[nodiscard]] std::string_view name_of(TradingMode mode) noexcept;
[[nodiscard]] std::string_view name_of(Environment environment) noexcept;
[[nodiscard]] std::string_view name_of(LogLevel level) noexcept;
/// "staging" or "production"; nothing for another text.
[[nodiscard]] std::optional<Environment> parse_environment(std::string_view text) noexcept;

/// The settings of a bot, each within its range, defaults filled in.
struct Settings {
  core::SecretString binance_api_key;
  core::SecretString binance_api_secret;
  core::SecretString database_url;  ///< as given; its parts are in `database`
  DatabaseUrl database;
  TradingMode trading_mode = TradingMode::paper;
  core::Money initial_balance;  ///< quote asset; for paper mode
  LogLevel log_level = LogLevel::info;
  std::string trading_pair;
  core::SecretString slack_webhook;            ///< empty: none
  core::Ratio max_position_size;               ///< (0, 1]
  core::Ratio stop_loss;                       ///< (0, 1)
  core::Ratio take_profit;                     ///< (0, 10]
  std::optional<Environment> environment;      ///< from ENVIRONMENT, else from the purpose
  std::optional<std::string> candle_interval;  ///< such as 15m; nothing when it is not given
  std::string strategy;
  std::map<std::string, std::string> strategy_parameters;
  core::Ratio fee_rate;  ///< [0, 0.1)
  core::Ratio slippage;  ///< [0, 0.1)
};

/// What the values are checked for.
struct Purpose {
  /// The environment that they are stored under or run in, when it is known.
  std::optional<Environment> environment = {};
  /// They are about to be traded with: live then needs the environment production.
  bool run = false;
  /// Faults that only the caller can judge, each "<NAME> …": reported with the others.
  std::span<const std::string> faults = {};
};

struct Checked {
  Settings settings;
  std::vector<std::string> warnings;  ///< for people, one line each, without a value
};

/// Checks raw values against the table. An empty optional value counts as not given.
/// @error settings.invalid (settings)  every fault on its own line of the advice: name, what is
///        wrong, what to write. In paper mode placeholders of API keys and the webhook only warn.
/// @error settings.refused (refused)  the same lines, when one of them is live trading with the
///        settings of staging, or settings of the other environment
[[nodiscard]] core::Result<Checked> validate(const Values& values, const Purpose& purpose = {});

/// What is wrong with this one value, for a prompt that asks again; nothing when it may be right
/// (rules that join several settings are left to `validate`).
[[nodiscard]] std::optional<std::string> value_fault(std::string_view name,
                                                     const core::SecretString& value);

}  // namespace atb::settings
