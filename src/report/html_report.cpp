#include "report/html_report.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "report/chart.h"

namespace atb::report {
namespace {

using core::to_text;

constexpr std::size_t kTradesShown = 500;

constexpr const char* kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Backtest report</title>
<style>
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:1000px;margin:1.5rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
td,th{padding:.25rem .6rem;border-bottom:1px solid #8884;text-align:right}
td:first-child,th:first-child{text-align:left}
svg{width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:currentColor}
svg .grid{stroke:#8884}.wide{overflow-x:auto}
</style></head><body>
)";

std::string percent(double share) {
  return fmt::format("{:+.2f} %", share * 100);
}

std::string share(double part) {
  return fmt::format("{:.2f} %", part * 100);
}

std::string number(std::optional<double> value) {
  return value ? fmt::format("{:.3f}", *value) : "not defined";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out;
}

void row(std::string& html, std::string_view name, std::string_view ours,
         std::string_view hold = "") {
  fmt::format_to(std::back_inserter(html), "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", name,
                 ours, hold);
}

std::string numbers_table(const backtest::Summary& summary) {
  const auto& s = summary.statistics;
  std::string html =
      "<table><thead><tr><th></th><th>this run</th><th>buy and hold</th></tr></thead><tbody>\n";
  row(html, "Return", percent(s.total_return), percent(s.buy_and_hold_return));
  row(html, "Maximum drawdown", percent(-s.max_drawdown), percent(-s.buy_and_hold_max_drawdown));
  row(html, "Time in the market", share(s.exposure), share(1));
  row(html, "Growth a year (CAGR)", s.cagr ? percent(*s.cagr) : "not defined");
  row(html, "Sharpe (daily, 365)", number(s.sharpe));
  row(html, "Sortino (daily, 365)", number(s.sortino));
  row(html, "Calmar", number(s.calmar));
  row(html, "Closed trades", fmt::format("{}", summary.closed_trades));
  row(html, "Winning trades", s.win_rate ? share(*s.win_rate) : "not defined");
  row(html, "Profit factor", number(s.profit_factor));
  row(html, fmt::format("Average trade, {}", summary.quote_asset), number(s.average_trade));
  row(html, "Exits: signal / stop-loss / take-profit",
      fmt::format("{} / {} / {}", summary.exits.signal, summary.exits.stop_loss,
                  summary.exits.take_profit));
  row(html, "Ambiguous candles (stop and target inside one)",
      fmt::format("{}", summary.ambiguous_candles));
  for (const auto& [asset, fee] : summary.fees)
    row(html, fmt::format("Commissions, {}", escaped(asset)), to_text(fee));
  return html + "</tbody></table>\n";
}

std::string charts(const market::CandleSeries& candles, const backtest::Backtest& result) {
  const std::string first = to_text(result.summary.first_open_time).substr(0, 10);
  const std::string last = to_text(result.summary.last_open_time).substr(0, 10);
  std::vector<double> hold(candles.size());
  std::vector<double> underwater(candles.size());
  const double initial = result.summary.initial_equity.approximate();
  const double end = initial * (1 + result.summary.statistics.buy_and_hold_return);
  const double per_price = end / core::to_double(candles.close.back());
  double peak = initial;
  for (std::size_t i = 0; i < candles.size(); ++i) {
    hold[i] = per_price * core::to_double(candles.close[i]);
    peak = std::max(peak, result.curve[i]);
    underwater[i] = (result.curve[i] / peak - 1) * 100;
  }
  const std::array equity{Line{"this run", "#1f77b4", result.curve},
                          Line{"buy and hold", "#b8860b", hold}};
  const std::array drawdown{Line{"drawdown, %", "#c0392b", underwater}};
  return "<h2>Equity</h2>\n" + line_chart("Equity beside buy and hold", equity, first, last) +
         "<h2>Drawdown</h2>\n" + line_chart("Drawdown in percent", drawdown, first, last);
}

std::string trades_table(const backtest::Backtest& result) {
  const auto& trades = result.trades;
  const std::size_t first = trades.size() > kTradesShown ? trades.size() - kTradesShown : 0;
  std::string html = fmt::format(
      "<h2>Trades</h2>\n<p>The newest {} of {}; all are in trades.csv.</p><div class=\"wide\">"
      "<table><thead><tr><th>entry</th><th>exit</th><th>entry price</th><th>exit price</th>"
      "<th>quantity</th><th>profit</th><th>reason</th></tr></thead><tbody>\n",
      trades.size() - first, trades.size());
  for (std::size_t i = trades.size(); i > first; --i) {
    const auto& trade = trades[i - 1];
    fmt::format_to(std::back_inserter(html),
                   "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
                   "<td>{}</td></tr>\n",
                   to_text(trade.entry_time), to_text(trade.exit_time), to_text(trade.entry_price),
                   to_text(trade.exit_price), to_text(trade.quantity), to_text(trade.profit),
                   trading::describe(trade.reason));
  }
  return html + "</tbody></table></div>\n";
}

}  // namespace

std::string html_report(const market::CandleSeries& candles, const backtest::RunOptions& options,
                        const backtest::Backtest& result) {
  const auto& summary = result.summary;
  std::string parameters;
  for (const auto& [name, value] : options.parameters)
    parameters += fmt::format(" {}={}", escaped(name), escaped(value));
  std::string html = kHead;
  fmt::format_to(
      std::back_inserter(html),
      "<h1>Backtest of {}{} on {}</h1>\n<p>{} candles from {} to {}. Started with {} {}, ended "
      "with {} {}. An entry spends {} of the cash (buy and hold spends all of it), stop-loss {}, "
      "take-profit {}. Fee {} of each fill, slippage {}; a stop fills at the open when the candle "
      "opens below it, and before the target when one candle holds both.</p>\n",
      escaped(options.strategy), parameters, escaped(options.instrument.symbol), summary.bars,
      to_text(summary.first_open_time), to_text(summary.last_open_time),
      to_text(summary.initial_equity), summary.quote_asset, to_text(summary.final_equity),
      summary.quote_asset, to_text(options.limits.max_position_size),
      to_text(options.limits.stop_loss), to_text(options.limits.take_profit),
      to_text(options.costs.fee), to_text(options.costs.slippage));
  html += numbers_table(summary) + charts(candles, result) + trades_table(result);
  fmt::format_to(std::back_inserter(html), "<p>Commands SHA-256: <code>{}</code></p>\n",
                 summary.commands_sha256);
  return html + "</body></html>\n";
}

}  // namespace atb::report
