#include "aws_simulator/metric_store.h"

#include <algorithm>

namespace atb::aws_simulator {
namespace {

constexpr std::size_t kSamplesMax = 100'000;

void merge(Sample& into, const Sample& other) {
  into.count += other.count;
  into.sum += other.sum;
  into.minimum = std::min(into.minimum, other.minimum);
  into.maximum = std::max(into.maximum, other.maximum);
}

}  // namespace

std::optional<double> statistic(const Sample& sample, std::string_view name) {
  if (name == "Sum") return sample.sum;
  if (name == "Average") return sample.sum / sample.count;
  if (name == "Minimum") return sample.minimum;
  if (name == "Maximum") return sample.maximum;
  if (name == "SampleCount") return sample.count;
  return std::nullopt;
}

Sample sample_of(double value, core::Timestamp time, std::string unit) {
  return {time, 1, value, value, value, std::move(unit)};
}

void MetricStore::add(const MetricKey& key, Sample sample) {
  auto& samples = metrics_[key];
  samples.push_back(std::move(sample));
  if (samples.size() > kSamplesMax) samples.pop_front();
}

std::optional<Sample> MetricStore::aggregate(const MetricKey& key, core::Timestamp from,
                                             core::Timestamp to, std::string_view unit) const {
  const auto at = metrics_.find(key);
  if (at == metrics_.end()) return std::nullopt;
  std::optional<Sample> total;
  for (const auto& sample : at->second) {
    if (sample.time < from || sample.time >= to || (!unit.empty() && sample.unit != unit)) continue;
    if (!total) {
      total = sample;
      total->time = from;
    } else {
      merge(*total, sample);
    }
  }
  return total;
}

}  // namespace atb::aws_simulator
