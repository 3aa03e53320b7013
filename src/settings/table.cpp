#include "settings/table.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/nearest.h"

namespace atb::settings {
namespace {

constexpr std::array kTable{
    Setting{"BINANCE_API_KEY", Kind::secret, true, true, std::nullopt, "printable, no blanks",
            "key of the Binance API, without withdrawal permission", "abc123..."},
    Setting{"BINANCE_API_SECRET", Kind::secret, true, true, std::nullopt, "printable, no blanks",
            "secret that belongs to BINANCE_API_KEY", "xyz789..."},
    Setting{"DATABASE_URL", Kind::database_url, true, true, std::nullopt,
            "sqlite:///relative, sqlite:////absolute or postgresql://user:password@host/name",
            "where orders, trades and the journal are kept", "sqlite:///data/trading_bot.db", true},
    Setting{"TRADING_MODE", Kind::mode, true, false, std::nullopt, "paper or live",
            "paper simulates the fills; live is for real money and not offered so far", "paper",
            true},
    Setting{"INITIAL_BALANCE", Kind::money, true, false, std::nullopt, "above 0",
            "starting balance in the quote asset; used in paper mode only", "1000", true},
    Setting{"LOG_LEVEL", Kind::level, false, false, "INFO", "DEBUG, INFO, WARNING or ERROR",
            "the least severe messages that are logged", "INFO"},
    Setting{"TRADING_PAIR", Kind::symbol, false, false, "BTCUSDT", "a Binance spot symbol",
            "what is traded", "BTCUSDT", true},
    Setting{"SLACK_WEBHOOK", Kind::webhook, false, true, std::nullopt, "an https URL",
            "incoming webhook for alerts", "https://hooks.slack.com/..."},
    Setting{"MAX_POSITION_SIZE", Kind::ratio, false, false, "0.1", "above 0, at most 1",
            "largest share of the balance in one position (0.1 is 10 %)", "0.1"},
    Setting{"STOP_LOSS_PERCENTAGE", Kind::ratio, false, false, "0.02", "above 0, below 1",
            "loss at which a position is closed, as a share of the entry price (0.02 is 2 %)",
            "0.02"},
    Setting{"TAKE_PROFIT_PERCENTAGE", Kind::ratio, false, false, "0.05", "above 0, at most 10",
            "gain at which a position is closed, as a share of the entry price (0.05 is 5 %)",
            "0.05"},
    Setting{"ENVIRONMENT", Kind::environment, false, false, std::nullopt, "staging or production",
            "which environment these settings belong to; live needs production", "staging", true},
    Setting{
        "CANDLE_INTERVAL", Kind::interval, false, false, "1h",
        "1s 1m 3m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 3d 1w",
        "interval of the candles that the strategy reads; where it is not set, recorded candles "
        "keep their own",
        "1h", true},
    Setting{"STRATEGY", Kind::strategy, false, false, "sma-cross", "the name of a strategy",
            "what decides on entries and exits", "sma-cross", true},
    Setting{"STRATEGY_PARAMETERS", Kind::parameters, false, false, "fast=10,slow=30",
            "name=value, separated by commas", "parameters of the strategy", "fast=10,slow=30",
            true},
    Setting{"FEE_RATE", Kind::ratio, false, false, "0.001", "from 0, below 0.1",
            "fee of one fill in paper mode and backtests (0.001 is 0.1 %)", "0.001", true},
    Setting{"SLIPPAGE", Kind::ratio, false, false, "0", "from 0, below 0.1",
            "price loss of one market fill in paper mode and backtests", "0", true},
};

}  // namespace

std::span<const Setting> table() noexcept {
  return kTable;
}

const Setting* find(std::string_view name) noexcept {
  const auto found = std::find_if(kTable.begin(), kTable.end(),
                                  [name](const Setting& setting) { return setting.name == name; });
  return found == kTable.end() ? nullptr : &*found;
}

std::string meant_by(std::string_view name) {
  std::string capitals{name};
  for (char& c : capitals)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  std::vector<std::string> known;
  std::vector<std::string> longer;
  for (const Setting& setting : kTable) {
    known.emplace_back(setting.name);
    if (setting.name.starts_with(capitals + "_")) longer.emplace_back(setting.name);
  }
  if (auto meant = core::nearest(capitals, known); !meant.empty()) return meant;
  return longer.size() == 1 ? longer.front() : std::string{};
}

}  // namespace atb::settings
