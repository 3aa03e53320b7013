#include "core/retry.h"

#include <algorithm>

namespace atb::core {
namespace {

constexpr int kFailureCost = 5;
constexpr int kTimeoutCost = 10;
constexpr int kMaxDoublings = 30;

}  // namespace

RetryPolicy::RetryPolicy(Limits limits) noexcept : limits_{limits}, tokens_{limits.quota_tokens} {}

std::optional<Duration> RetryPolicy::next_delay(int attempts_made, Cause cause, double random,
                                                std::optional<Duration> server_hint) {
  // What a call spent and did not win back stays spent: only so does the quota end an outage's
  // retries when calls fail for good.
  if (attempts_made <= 1) taken_ = 0;
  const int cost = cause == Cause::timeout ? kTimeoutCost : kFailureCost;
  if (attempts_made >= limits_.attempts_max || tokens_ < cost) {
    taken_ = 0;
    return std::nullopt;
  }
  tokens_ -= cost;
  taken_ += cost;

  const int doublings = std::clamp(attempts_made - 1, 0, kMaxDoublings);
  const auto ceiling_us =
      std::min(static_cast<double>(limits_.base.us()) * static_cast<double>(1LL << doublings),
               static_cast<double>(limits_.cap.us()));
  const auto jittered =
      Duration::microseconds(static_cast<std::int64_t>(ceiling_us * std::clamp(random, 0.0, 1.0)));
  return server_hint ? std::max(*server_hint, jittered) : jittered;
}

void RetryPolicy::on_success() noexcept {
  tokens_ = std::min(limits_.quota_tokens, tokens_ + std::max(taken_, 1));
  taken_ = 0;
}

}  // namespace atb::core
