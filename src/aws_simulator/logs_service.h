#pragma once

#include "aws_simulator/call_fields.h"
#include "aws_simulator/log_store.h"
#include "aws_simulator/service.h"

namespace atb::aws_simulator {

/// CloudWatch Logs: groups, streams, lines, metric filters.
/// Source: botocore's service model logs 2014-03-28.
class LogsService final : public Service {
 public:
  /// @param metrics  where metric filters put their values; outlives this
  explicit LogsService(MetricStore& metrics) : logs_{metrics} {}

  [[nodiscard]] const ServiceNames& names() const override;
  [[nodiscard]] bool knows(std::string_view operation) const override;
  [[nodiscard]] std::vector<Right> required_rights(const ServiceCall& call) const override;
  [[nodiscard]] Trace trace(const ServiceCall& call) const override;
  [[nodiscard]] Outcome<Answer> run(const ServiceCall& call) override;
  [[nodiscard]] nlohmann::json save() const override;
  void load(const nlohmann::json& state) override;
  [[nodiscard]] nlohmann::json summary() const override;

  /// Where a trail delivers its events.
  [[nodiscard]] LogStore& logs() noexcept { return logs_; }

 private:
  LogStore logs_;
};

}  // namespace atb::aws_simulator
