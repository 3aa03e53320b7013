#pragma once

#include <compare>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"

/// Measurements of CloudWatch. Pure.
namespace atb::aws_simulator {

/// What a measurement is about.
struct MetricKey {
  std::string region;
  std::string name_space;
  std::string name;
  std::map<std::string, std::string> dimensions;
  friend auto operator<=>(const MetricKey&, const MetricKey&) = default;
};

/// One or more values of the same moment, as their statistics.
struct Sample {
  core::Timestamp time;
  double count = 1;
  double sum = 0;
  double minimum = 0;
  double maximum = 0;
  std::string unit = "None";
};

/// "Sum", "Average", "Minimum", "Maximum" or "SampleCount" of a sample.
/// Nothing for any other name.
[[nodiscard]] std::optional<double> statistic(const Sample& sample, std::string_view name);

/// One sample of a single value.
[[nodiscard]] Sample sample_of(double value, core::Timestamp time, std::string unit);

class MetricStore {
 public:
  /// The oldest samples of a metric go when there are more than 100,000.
  void add(const MetricKey& key, Sample sample);

  /// All samples of [from, to) as one; nothing when there is none.
  /// @param unit  empty: any
  [[nodiscard]] std::optional<Sample> aggregate(const MetricKey& key, core::Timestamp from,
                                                core::Timestamp to, std::string_view unit) const;

  [[nodiscard]] const std::map<MetricKey, std::deque<Sample>>& all() const noexcept {
    return metrics_;
  }
  void replace_all(std::map<MetricKey, std::deque<Sample>> metrics) {
    metrics_ = std::move(metrics);
  }

 private:
  std::map<MetricKey, std::deque<Sample>> metrics_;
};

}  // namespace atb::aws_simulator
