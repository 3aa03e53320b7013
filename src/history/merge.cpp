#include "history/merge.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "core/decimal.h"

namespace atb::history {
namespace {

using market::CandleColumns;
using market::CandleSeries;

/// Calls `visit` with the same column of each argument, one column after the other, until it
/// returns false.
template <class Visit, class... Tables>
bool every_column(const Visit& visit, Tables&... tables) {
  return visit(tables.open_time...) && visit(tables.open...) && visit(tables.high...) &&
         visit(tables.low...) && visit(tables.close...) && visit(tables.volume...) &&
         visit(tables.quote_volume...) && visit(tables.trades...) &&
         visit(tables.taker_buy_base...);
}

void append(CandleColumns& target, const CandleSeries& rows) {
  every_column(
      [](auto& column, const auto& more) {
        column.insert(column.end(), more.begin(), more.end());
        return true;
      },
      target, rows);
}

core::Result<void> check_same_columns(const CandleSeries& base, const CandleSeries& added) {
  const bool same = every_column(
      [](const auto& a, const auto& b) { return a.empty() == b.empty(); }, base, added);
  if (base.empty() || added.empty() || same) return {};
  return core::fail(core::ErrorKind::usage, "candles.columns",
                    "the new rows do not have the same optional columns (quote_volume, trades, "
                    "taker_buy_base) as those before",
                    "Import files with the same columns, or into another --data-dir.");
}

std::string differing_prices(const market::Candle& a, const market::Candle& b) {
  const std::pair<std::string_view, core::Price market::Candle::*> columns[] = {
      {"open", &market::Candle::open},
      {"high", &market::Candle::high},
      {"low", &market::Candle::low},
      {"close", &market::Candle::close}};
  for (const auto& [name, column] : columns)
    if (a.*column != b.*column)
      return fmt::format("{} {} before and {} now", name, to_text(a.*column), to_text(b.*column));
  if (a.volume != b.volume) return fmt::format("volume {} before and {} now", a.volume, b.volume);
  return {};
}

core::Result<void> check_same_row(const CandleSeries& base, std::size_t i,
                                  const CandleSeries& added, std::size_t j) {
  std::string difference = differing_prices(base[i], added[j]);
  const auto compare = [&](std::string_view name, const auto& a, const auto& b) {
    if (difference.empty() && !a.empty() && a[i] != b[j])
      difference = fmt::format("{} {} before and {} now", name, a[i], b[j]);
  };
  compare("quote_volume", base.quote_volume, added.quote_volume);
  compare("trades", base.trades, added.trades);
  compare("taker_buy_base", base.taker_buy_base, added.taker_buy_base);
  if (difference.empty()) return {};
  return core::fail(
      core::ErrorKind::usage, "candles.conflict",
      fmt::format("the candle of {} has {}", core::to_text(base[i].open_time), difference),
      "Nothing was changed. Find out which is right; to start over, remove the "
      "stored file and import all rows again.");
}

}  // namespace

core::Result<MergeCount> merge(CandleColumns& base, const CandleSeries& added) {
  const CandleSeries old = base.view();
  ATB_TRY(check_same_columns(old, added));
  if (old.empty() || added.empty() || added.open_time.front() > old.open_time.back()) {
    append(base, added);
    return MergeCount{.added = added.size()};
  }
  CandleColumns merged;
  every_column([&](auto& column, const auto& a,
                   const auto& b) { return column.reserve(a.size() + b.size()), true; },
               merged, old, added);
  MergeCount count;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto run_end = [](const CandleSeries& rows, std::size_t from, const CandleSeries& other,
                          std::size_t at) {
    if (at == other.size()) return rows.size();
    const auto end = std::lower_bound(rows.open_time.begin() + static_cast<std::ptrdiff_t>(from),
                                      rows.open_time.end(), other.open_time[at]);
    return static_cast<std::size_t>(end - rows.open_time.begin());
  };
  while (i < old.size() || j < added.size()) {
    const auto old_end = run_end(old, i, added, j);
    append(merged, old.subseries(i, old_end - i));
    i = old_end;
    const auto added_end = run_end(added, j, old, i);
    append(merged, added.subseries(j, added_end - j));
    count.added += added_end - j;
    j = added_end;
    if (i < old.size() && j < added.size() && old.open_time[i] == added.open_time[j]) {
      ATB_TRY(check_same_row(old, i, added, j++));
      append(merged, old.subseries(i++, 1));
      ++count.known;
    }
  }
  base = std::move(merged);
  return count;
}

}  // namespace atb::history
