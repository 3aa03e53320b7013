#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace atb::settings {

/// How a value is read; one check per kind.
enum class Kind {
  secret,        ///< printable text without blanks, never shown
  database_url,  ///< see database_url.h
  webhook,       ///< https URL; whoever knows it can post
  mode,          ///< paper or live
  environment,   ///< staging or production
  level,         ///< DEBUG, INFO, WARNING, ERROR
  money,         ///< plain decimal, quote asset, above zero
  ratio,         ///< plain decimal share of one, range by setting
  symbol,        ///< a trading pair as Binance writes it
  interval,      ///< a candle interval as Binance writes it
  strategy,      ///< lower-case name
  parameters,    ///< name=value, separated by commas
};

/// One row of the table that validation, help, documents and examples derive from.
struct Setting {
  std::string_view name;
  Kind kind;
  bool required;
  bool secret;  ///< never shown, and refused as a command-line argument
  std::optional<std::string_view> default_value;
  std::string_view range;  ///< in words, for people
  std::string_view meaning;
  std::string_view example;
  /// A running bot cannot take over a new value by reload.
  bool needs_restart = false;
};

/// All settings: those of the guide in its order, then ours.
[[nodiscard]] std::span<const Setting> table() noexcept;

/// The row of this name (case matters), or null.
[[nodiscard]] const Setting* find(std::string_view name) noexcept;

/// The setting that another name most likely means: mistyped, in small letters, or only the start
/// of it (STOP_LOSS). Empty text: none.
[[nodiscard]] std::string meant_by(std::string_view name);

}  // namespace atb::settings
