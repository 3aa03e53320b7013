#pragma once

#include "aws_simulator/service.h"
#include "aws_simulator/trail_operations.h"

namespace atb::aws_simulator {

/// CloudTrail: records every call, shows them after a while, and delivers them into log groups.
/// Source: botocore's service model cloudtrail 2013-11-01.
class CloudTrailService final : public Service, public EventSink {
 public:
  /// @param logs    where trails deliver; outlives this
  /// @param new_id  a UUID for each event
  CloudTrailService(LogStore& logs, std::function<std::string()> new_id)
      : trails_{logs}, new_id_{std::move(new_id)} {}

  [[nodiscard]] const ServiceNames& names() const override;
  [[nodiscard]] bool knows(std::string_view operation) const override;
  [[nodiscard]] std::vector<Right> required_rights(const ServiceCall& call) const override;
  [[nodiscard]] Trace trace(const ServiceCall& call) const override;
  [[nodiscard]] Outcome<Answer> run(const ServiceCall& call) override;
  [[nodiscard]] nlohmann::json save() const override;
  void load(const nlohmann::json& state) override;
  /// Delivers events.
  void tick(core::Timestamp now, bool at_once) override;
  [[nodiscard]] nlohmann::json summary() const override;

  void record(const CallRecord& record) override;

 private:
  TrailStore trails_;
  LookupThrottle throttle_;
  std::function<std::string()> new_id_;
};

}  // namespace atb::aws_simulator
