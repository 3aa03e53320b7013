#include "account/cost.h"

#include <fmt/format.h>

namespace atb::account {
namespace {

core::Money dollars(std::int64_t units) {
  return core::Money::from_units(units);
}

CostLine line(std::string what, std::int64_t count, std::int64_t price) {
  return {std::move(what), count, dollars(price),
          core::Money::from_units(core::multiply(count, price))};
}

core::Result<void> check_range(const Usage& usage) {
  for (const auto count :
       {usage.secrets, usage.replicas, usage.fetches_per_day, usage.starts_per_month,
        usage.heartbeats_per_day, usage.alarms, usage.custom_metrics})
    if (count < 0 || count > kCountMax)
      return core::fail(core::ErrorKind::usage, "cost.out_of_range",
                        fmt::format("{} is not a count from 0 to {}", count, kCountMax),
                        "Correct the option.");
  return {};
}

}  // namespace

core::Result<Cost> monthly_cost(const Usage& usage) {
  ATB_TRY(check_range(usage));
  Cost cost;
  cost.lines.push_back(line("secrets", usage.secrets, kSecretPerMonth));
  if (usage.replicas > 0)
    cost.lines.push_back(line("replicas of secrets", usage.replicas, kSecretPerMonth));
  const auto fetches = usage.fetches_per_day * kDaysPerMonth + usage.starts_per_month;
  cost.lines.push_back(line("Secrets Manager calls (fetch)", fetches, kSecretsCall));
  for (const auto& entry : cost.lines) cost.secrets_manager += entry.total;

  const auto own = cost.lines.size();
  if (usage.alarms > 0)
    cost.lines.push_back(line("CloudWatch alarms", usage.alarms, kAlarmPerMonth));
  if (usage.custom_metrics > 0)
    cost.lines.push_back(
        line("CloudWatch custom metrics", usage.custom_metrics, kCustomMetricPerMonth));
  if (usage.heartbeats_per_day > 0)
    cost.lines.push_back(line("CloudWatch calls (heartbeat)",
                              usage.heartbeats_per_day * kDaysPerMonth, kMetricsCall));
  for (std::size_t i = own; i < cost.lines.size(); ++i) cost.cloudwatch += cost.lines[i].total;
  cost.total = cost.secrets_manager + cost.cloudwatch;
  return cost;
}

}  // namespace atb::account
