#include "binance_simulator/limits/order_limits.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::binance_simulator {

using exchange::AccountId;
using exchange::Outcome;

std::int64_t OrderLimits::count_of(AccountId account, std::size_t rule, core::Timestamp now) const {
  const auto found = counters_.find(account);
  if (found == counters_.end()) return 0;
  const auto& counter = found->second[rule];
  return counter.interval == rules_[rule].interval_at(now) ? counter.count : 0;
}

void OrderLimits::change(AccountId account, std::size_t rule, std::int64_t by,
                         core::Timestamp now) {
  const auto count = std::max<std::int64_t>(count_of(account, rule, now) + by, 0);
  auto& counters = counters_[account];
  counters.resize(rules_.size());
  counters[rule] = {rules_[rule].interval_at(now), count};
}

Outcome<void> OrderLimits::check(AccountId account, core::Timestamp now) const {
  for (std::size_t i = 0; i < rules_.size(); ++i)
    if (count_of(account, i, now) >= rules_[i].limit)
      return exchange::refuse(
          -1015, fmt::format("Too many new orders; current limit is {} orders per {} {}.",
                             rules_[i].limit, rules_[i].count, to_text(rules_[i].unit)));
  return {};
}

void OrderLimits::placed(AccountId account, std::int64_t orders, core::Timestamp now) {
  for (std::size_t i = 0; i < rules_.size(); ++i) change(account, i, orders, now);
}

void OrderLimits::first_fill(AccountId account, bool is_maker, core::Timestamp now) {
  constexpr std::int64_t kMaker = 5;
  for (std::size_t i = 0; i < rules_.size(); ++i) change(account, i, is_maker ? -kMaker : -1, now);
}

std::vector<LimitUse> OrderLimits::use(AccountId account, core::Timestamp now) const {
  std::vector<LimitUse> uses;
  for (std::size_t i = 0; i < rules_.size(); ++i)
    uses.push_back({rules_[i], count_of(account, i, now)});
  return uses;
}

void OrderLimits::set_rules(const std::vector<LimitRule>& rules) {
  rules_.clear();
  std::copy_if(rules.begin(), rules.end(), std::back_inserter(rules_),
               [](const LimitRule& rule) { return rule.kind == LimitRule::Kind::orders; });
  counters_.clear();
}

}  // namespace atb::binance_simulator
