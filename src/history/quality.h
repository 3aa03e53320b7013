#pragma once

#include <cstddef>
#include <vector>

#include "core/error.h"
#include "core/time.h"
#include "market/candle_series.h"

namespace atb::history {

struct Gap {
  core::Timestamp first_missing;  ///< open time of the first absent candle
  std::size_t candles = 0;        ///< how many are absent
};

struct Outlier {
  core::Timestamp open_time;
  double move = 0;  ///< close to close, as a share: 0.1 is +10 %
};

/// What is to be known of a file before a strategy is judged by it. Lists hold the first
/// `kQualityListMax`. Moves are statistics, hence doubles.
struct QualityReport {
  std::size_t rows = 0;
  std::size_t duplicates = 0;  ///< rows whose open time an earlier row has
  std::size_t disordered = 0;  ///< rows that come after a later open time
  std::size_t misaligned = 0;  ///< open times that are no multiple of the interval; above a day:
                               ///< none counted from the first candle
  std::size_t gaps = 0;
  std::size_t missing = 0;      ///< candles absent in all gaps
  std::size_t longest_gap = 0;  ///< candles
  std::vector<Gap> first_gaps;
  std::size_t zero_volume = 0;
  std::size_t outliers = 0;
  std::vector<Outlier> first_outliers;
  double robust_deviation = 0;  ///< 1.4826 * median absolute deviation of the log moves but 0

  [[nodiscard]] bool clean() const noexcept {
    return duplicates + disordered + misaligned + gaps + outliers == 0;
  }
};

inline constexpr std::size_t kQualityListMax = 20;
inline constexpr double kOutlierDeviations = 20;
inline constexpr double kOutlierTakenBack = 0.5;

/// Examines candles; their rows may be in any order, and of rows with the same open time the first
/// counts. Outlier: a candle directly after its predecessor whose log move, close to close, lies
/// more than `kOutlierDeviations` robust standard deviations from the median move, and of which the
/// next candle takes back at least the share `kOutlierTakenBack`: a bad print. Without the second
/// half, every hour of panic would count: 1,227 minutes of 2018 and 2019 instead of a handful.
/// Pure.
/// @pre interval > 0
[[nodiscard]] QualityReport examine(const market::CandleSeries& candles, core::Duration interval);

/// Checks that candles are `interval` apart: at least half of the neighbours, gaps being normal.
/// @error candles.interval (usage)  names the spacing that they have
[[nodiscard]] core::Result<void> check_interval(const market::CandleSeries& candles,
                                                core::Duration interval);

}  // namespace atb::history
