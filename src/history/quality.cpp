#include "history/quality.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "market/interval.h"

namespace atb::history {
namespace {

using market::CandleSeries;
using Order = std::vector<std::size_t>;

/// The rows by open time, each time once; counts what that leaves out.
Order by_time(const CandleSeries& candles, QualityReport& report) {
  const auto& times = candles.open_time;
  for (std::size_t i = 1, latest = 0; i < times.size(); ++i) {
    if (times[i] < times[latest]) ++report.disordered;
    if (times[i] > times[latest]) latest = i;
  }
  Order order(times.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto earlier = [&](std::size_t a, std::size_t b) { return times[a] < times[b]; };
  if (!std::is_sorted(times.begin(), times.end()))
    std::stable_sort(order.begin(), order.end(), earlier);
  const auto same = [&](std::size_t a, std::size_t b) { return times[a] == times[b]; };
  order.erase(std::unique(order.begin(), order.end(), same), order.end());
  report.duplicates = times.size() - order.size();
  return order;
}

void find_gaps(const CandleSeries& candles, const Order& order, std::int64_t interval,
               QualityReport& report) {
  for (std::size_t k = 1; k < order.size(); ++k) {
    const auto before = candles.open_time[order[k - 1]];
    const auto missing =
        static_cast<std::size_t>((candles.open_time[order[k]] - before - 1) / interval);
    if (missing == 0) continue;
    ++report.gaps;
    report.missing += missing;
    report.longest_gap = std::max(report.longest_gap, missing);
    if (report.first_gaps.size() < kQualityListMax)
      report.first_gaps.push_back({core::Timestamp::from_us(before + interval), missing});
  }
}

void find_misaligned(const CandleSeries& candles, const Order& order, std::int64_t interval,
                     QualityReport& report) {
  const bool above_a_day = interval > core::Duration::days(1).us();
  const std::int64_t first = above_a_day ? candles.open_time[order.front()] : 0;
  for (const auto i : order)
    if ((candles.open_time[i] - first) % interval != 0) ++report.misaligned;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The log move of each candle that follows its predecessor without a gap; nothing for others.
std::vector<std::optional<double>> log_moves(const CandleSeries& candles, const Order& order,
                                             std::int64_t interval) {
  std::vector<std::optional<double>> moves(order.size());
  for (std::size_t k = 1; k < order.size(); ++k) {
    const auto now = order[k];
    const auto before = order[k - 1];
    if (candles.open_time[now] - candles.open_time[before] == interval)
      moves[k] = std::log(static_cast<double>(candles.close[now]) /
                          static_cast<double>(candles.close[before]));
  }
  return moves;
}

void find_outliers(const CandleSeries& candles, const Order& order, std::int64_t interval,
                   QualityReport& report) {
  const auto moves = log_moves(candles, order, interval);
  std::vector<double> known;
  for (const auto& move : moves)
    if (move && *move != 0) known.push_back(*move);
  if (known.empty()) return;
  const double middle = median(known);
  for (double& move : known) move = std::abs(move - middle);
  constexpr double kNormal = 1.4826;  // makes it the standard deviation of a normal distribution
  report.robust_deviation = kNormal * median(std::move(known));
  if (report.robust_deviation == 0) return;
  const double limit = kOutlierDeviations * report.robust_deviation;
  for (std::size_t k = 1; k + 1 < moves.size(); ++k) {
    if (!moves[k] || !moves[k + 1] || std::abs(*moves[k] - middle) <= limit) continue;
    const double taken_back = -*moves[k + 1] / *moves[k];
    if (taken_back < kOutlierTakenBack) continue;
    ++report.outliers;
    if (report.first_outliers.size() < kQualityListMax)
      report.first_outliers.push_back(
          {core::Timestamp::from_us(candles.open_time[order[k]]), std::expm1(*moves[k])});
  }
}

}  // namespace

QualityReport examine(const market::CandleSeries& candles, core::Duration interval) {
  QualityReport report;
  report.rows = candles.size();
  if (candles.empty()) return report;
  const Order order = by_time(candles, report);
  find_gaps(candles, order, interval.us(), report);
  find_misaligned(candles, order, interval.us(), report);
  find_outliers(candles, order, interval.us(), report);
  for (const auto i : order)
    if (candles.volume[i] == 0) ++report.zero_volume;
  return report;
}

core::Result<void> check_interval(const market::CandleSeries& candles, core::Duration interval) {
  if (candles.size() < 2) return {};
  std::vector<std::int64_t> spacings(candles.size() - 1);
  for (std::size_t i = 0; i < spacings.size(); ++i)
    spacings[i] = candles.open_time[i + 1] - candles.open_time[i];
  const auto fitting = std::count(spacings.begin(), spacings.end(), interval.us());
  if (2 * static_cast<std::size_t>(fitting) >= spacings.size()) return {};
  const auto middle = spacings.begin() + static_cast<std::ptrdiff_t>(spacings.size() / 2);
  std::nth_element(spacings.begin(), middle, spacings.end());
  return core::fail(core::ErrorKind::usage, "candles.interval",
                    fmt::format("the candles are {} apart, not {}",
                                market::interval_name(core::Duration::microseconds(*middle)),
                                market::interval_name(interval)),
                    "Name the interval that they have with --interval.");
}

}  // namespace atb::history
