#include "ai-trading-bot/summary_output.h"

#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

Json optional(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::string percent(double share) {
  return fmt::format("{:+.2f} %", share * 100);
}

std::string percent(const std::optional<double>& share) {
  return share ? percent(*share) : std::string{"-"};
}

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.2f}", *value) : std::string{"-"};
}

core::Money fees_in(const backtest::Summary& summary, const std::string& asset) {
  const auto found = summary.fees.find(asset);
  return found == summary.fees.end() ? core::Money{} : found->second;
}

/// A run over no candles has no first and last one.
Json time_json(const backtest::Summary& summary, core::Timestamp time) {
  return summary.bars > 0 ? Json(core::to_text(time)) : Json(nullptr);
}

Json statistics_json(const backtest::Statistics& s) {
  return {{"total_return", s.total_return},
          {"max_drawdown", s.max_drawdown},
          {"buy_and_hold_return", s.buy_and_hold_return},
          {"buy_and_hold_max_drawdown", s.buy_and_hold_max_drawdown},
          {"exposure", s.exposure},
          {"days", s.days},
          {"cagr", optional(s.cagr)},
          {"sharpe", optional(s.sharpe)},
          {"sortino", optional(s.sortino)},
          {"calmar", optional(s.calmar)},
          {"win_rate", optional(s.win_rate)},
          {"profit_factor", optional(s.profit_factor)},
          {"average_trade", optional(s.average_trade)}};
}

}  // namespace

Json to_json(const backtest::Summary& summary) {
  Json by_asset = Json::object();
  for (const auto& [asset, fee] : summary.fees) by_asset[asset] = core::to_text(fee);
  return {{"bars", summary.bars},
          {"first_open_time", time_json(summary, summary.first_open_time)},
          {"last_open_time", time_json(summary, summary.last_open_time)},
          {"initial_equity", core::to_text(summary.initial_equity)},
          {"final_equity", core::to_text(summary.final_equity)},
          {"closed_trades", summary.closed_trades},
          {"open_positions", summary.open_position ? 1 : 0},
          {"exits",
           {{"signal", summary.exits.signal},
            {"stop_loss", summary.exits.stop_loss},
            {"take_profit", summary.exits.take_profit},
            {"other", summary.exits.other}}},
          {"fees", core::to_text(fees_in(summary, summary.quote_asset))},
          {"fees_by_asset", std::move(by_asset)},
          {"ambiguous_candles", summary.ambiguous_candles},
          {"statistics", statistics_json(summary.statistics)},
          {"commands_sha256", summary.commands_sha256}};
}

std::string to_text(const backtest::Summary& summary) {
  const auto& s = summary.statistics;
  std::string text;
  const auto line = [&](std::string_view name, const std::string& ours,
                        const std::string& hold = {}) {
    text += fmt::format("  {:<22}{:>18}{:>18}", name, ours, hold);
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  };
  fmt::format_to(std::back_inserter(text), "{} candles, {} to {} ({:.0f} days)\n\n", summary.bars,
                 core::to_text(summary.first_open_time), core::to_text(summary.last_open_time),
                 s.days);
  line("", "this run", "buy and hold");
  line(fmt::format("equity, {}", summary.quote_asset),
       fmt::format("{:.2f}", summary.final_equity.approximate()),
       fmt::format("{:.2f}", summary.initial_equity.approximate() * (1 + s.buy_and_hold_return)));
  line("return", percent(s.total_return), percent(s.buy_and_hold_return));
  line("maximum drawdown", percent(-s.max_drawdown), percent(-s.buy_and_hold_max_drawdown));
  line("growth a year", percent(s.cagr));
  line("Sharpe, Sortino", fmt::format("{}, {}", number(s.sharpe), number(s.sortino)));
  line("time in the market", fmt::format("{:.2f} %", s.exposure * 100));
  line("closed trades", fmt::format("{}", summary.closed_trades));
  line("  exits by signal", fmt::format("{}", summary.exits.signal));
  line("  by stop-loss", fmt::format("{}", summary.exits.stop_loss));
  line("  by take-profit", fmt::format("{}", summary.exits.take_profit));
  line("winning trades", s.win_rate ? fmt::format("{:.2f} %", *s.win_rate * 100) : "-");
  line("profit factor", number(s.profit_factor));
  for (const auto& [asset, fee] : summary.fees)
    line(fmt::format("commissions, {}", asset), core::to_text(fee));
  line("open position", summary.open_position ? "yes" : "no");
  text += "\n  commands " + summary.commands_sha256 + "\n";
  return text;
}

}  // namespace atb::app
