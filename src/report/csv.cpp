#include "report/csv.h"

#include <iterator>

#include <fmt/format.h>

namespace atb::report {

std::string trades_csv(const std::vector<trading::ClosedTrade>& trades) {
  using core::to_text;
  std::string csv =
      "entry_time,exit_time,entry_price,exit_price,quantity,cost,proceeds,fees,profit,reason\n";
  for (const auto& trade : trades)
    fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{},{},{},{},{}\n",
                   to_text(trade.entry_time), to_text(trade.exit_time), to_text(trade.entry_price),
                   to_text(trade.exit_price), to_text(trade.quantity), to_text(trade.cost),
                   to_text(trade.proceeds), to_text(trade.fees), to_text(trade.profit),
                   trading::describe(trade.reason));
  return csv;
}

std::string equity_csv(const market::CandleSeries& candles, const std::vector<double>& curve) {
  std::string csv = "open_time_ms,equity,close\n";
  for (std::size_t i = 0; i < curve.size(); ++i)
    fmt::format_to(std::back_inserter(csv), "{},{:.8f},{}\n", candles.open_time[i] / 1'000,
                   curve[i], core::format_units(candles.close[i]));
  return csv;
}

}  // namespace atb::report
