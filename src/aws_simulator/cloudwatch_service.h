#pragma once

#include "aws_simulator/alarm_book.h"
#include "aws_simulator/service.h"

namespace atb::aws_simulator {

/// CloudWatch's metrics and alarms, over Query and over JSON 1.0.
/// Source: botocore's service models cloudwatch 2010-08-01.
class CloudWatchService final : public Service {
 public:
  [[nodiscard]] const ServiceNames& names() const override;
  [[nodiscard]] bool knows(std::string_view operation) const override;
  [[nodiscard]] std::vector<Right> required_rights(const ServiceCall& call) const override;
  [[nodiscard]] Trace trace(const ServiceCall& call) const override;
  [[nodiscard]] Outcome<Answer> run(const ServiceCall& call) override;
  [[nodiscard]] nlohmann::json save() const override;
  void load(const nlohmann::json& state) override;
  /// Judges the alarms.
  void tick(core::Timestamp now, bool at_once) override;
  /// Alarms with their states, and `notifications`: what their actions sent, oldest first.
  [[nodiscard]] nlohmann::json summary() const override;

  /// Where metric filters of CloudWatch Logs put their values.
  [[nodiscard]] MetricStore& metrics() noexcept { return metrics_; }
  [[nodiscard]] const AlarmBook& alarms() const noexcept { return alarms_; }

 private:
  MetricStore metrics_;
  AlarmBook alarms_;
};

}  // namespace atb::aws_simulator
