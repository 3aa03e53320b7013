#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/amount.h"
#include "core/error.h"

/// What the bot's use of AWS costs in a month. Pure; list prices, in US dollars.
namespace atb::account {

/// When the prices below were written down, and where to check them. They are those of us-east-1;
/// a few regions are dearer.
inline constexpr std::string_view kPricesDate = "2026-11";
inline constexpr std::string_view kSecretsPricesSource =
    "https://aws.amazon.com/secrets-manager/pricing/";
inline constexpr std::string_view kCloudWatchPricesSource =
    "https://aws.amazon.com/cloudwatch/pricing/";

/// List prices in 1e-8 dollars.
inline constexpr std::int64_t kSecretPerMonth = 40'000'000;        ///< $0.40; a replica is a secret
inline constexpr std::int64_t kSecretsCall = 500;                  ///< $0.05 per 10,000 calls
inline constexpr std::int64_t kAlarmPerMonth = 10'000'000;         ///< $0.10, standard resolution
inline constexpr std::int64_t kCustomMetricPerMonth = 30'000'000;  ///< $0.30, first 10,000
inline constexpr std::int64_t kMetricsCall = 1'000;  ///< $0.01 per 1,000 PutMetricData

/// A month as it is counted here, days.
inline constexpr std::int64_t kDaysPerMonth = 30;
/// How many of a count the options take: keeps every product far from the range.
inline constexpr std::int64_t kCountMax = 1'000'000;

/// How much is used. Each 0 to kCountMax.
struct Usage {
  std::int64_t secrets = 2;
  std::int64_t replicas = 0;
  std::int64_t fetches_per_day = 2;    ///< of every host together
  std::int64_t starts_per_month = 10;  ///< each fetches once
  std::int64_t heartbeats_per_day = 0;
  std::int64_t alarms = 0;
  std::int64_t custom_metrics = 0;
};

struct CostLine {
  std::string what;
  std::int64_t count = 0;  ///< per month
  core::Money unit_price;  ///< dollars
  core::Money total;       ///< dollars per month, exact
};

struct Cost {
  std::vector<CostLine> lines;
  core::Money secrets_manager;  ///< sum of its lines
  core::Money cloudwatch;
  core::Money total;
};

/// @error cost.out_of_range (usage)  a count is negative or above kCountMax
[[nodiscard]] core::Result<Cost> monthly_cost(const Usage& usage);

}  // namespace atb::account
