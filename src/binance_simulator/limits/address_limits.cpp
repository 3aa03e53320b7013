#include "binance_simulator/limits/address_limits.h"

#include <algorithm>

namespace atb::binance_simulator {
namespace {

constexpr std::int64_t kConnectionWeight = 2;

core::Duration ban_length(int bans) {
  constexpr int kDoublingsMax = 11;  // 2 minutes, then up to three days
  const auto length = core::Duration::minutes(std::int64_t{2} << std::min(bans, kDoublingsMax));
  return std::min(length, core::Duration::days(3));
}

}  // namespace

AddressLimits::Address& AddressLimits::address_of(std::string_view address) {
  auto found = addresses_.find(address);
  if (found == addresses_.end()) found = addresses_.emplace(std::string{address}, Address{}).first;
  found->second.counters.resize(rules_.size());
  return found->second;
}

std::int64_t AddressLimits::count_of(const Address& address, std::size_t rule,
                                     core::Timestamp now) const {
  const auto& counter = address.counters[rule];
  return counter.interval == rules_[rule].interval_at(now) ? counter.count : 0;
}

void AddressLimits::count(Address& address, LimitRule::Kind kind, std::int64_t amount,
                          core::Timestamp now) {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (rules_[i].kind != kind) continue;
    const auto before = count_of(address, i, now);
    address.counters[i] = {rules_[i].interval_at(now), std::max<std::int64_t>(before + amount, 0)};
  }
}

const LimitRule* AddressLimits::broken(const Address& address, LimitRule::Kind kind,
                                       std::int64_t amount, core::Timestamp now) const {
  for (std::size_t i = 0; i < rules_.size(); ++i)
    if (rules_[i].kind == kind && count_of(address, i, now) + amount > rules_[i].limit)
      return &rules_[i];
  return nullptr;
}

AddressLimits::Denial AddressLimits::deny(Address& address, core::Timestamp until,
                                          core::Timestamp now) {
  if (++address.denied < kPatience) return {429, until};
  address.denied = 0;
  address.banned_until = now + ban_length(address.bans++);
  return {418, address.banned_until};
}

std::optional<AddressLimits::Denial> AddressLimits::request(std::string_view name,
                                                            std::int64_t weight,
                                                            core::Timestamp now) {
  auto& address = address_of(name);
  if (address.banned_until > now) return Denial{418, address.banned_until};
  for (const auto& [kind, amount] : {std::pair{LimitRule::Kind::request_weight, weight},
                                     std::pair{LimitRule::Kind::raw_requests, std::int64_t{1}}})
    if (const auto* const rule = broken(address, kind, amount, now))
      return deny(address, rule->end_at(now), now);
  address.denied = 0;
  count(address, LimitRule::Kind::request_weight, weight, now);
  count(address, LimitRule::Kind::raw_requests, 1, now);
  return std::nullopt;
}

std::optional<AddressLimits::Denial> AddressLimits::connect(std::string_view name,
                                                            core::Timestamp now) {
  auto& address = address_of(name);
  if (address.banned_until > now) return Denial{418, address.banned_until};
  if (const auto* const rule = broken(address, LimitRule::Kind::connections, 1, now))
    return deny(address, rule->end_at(now), now);
  count(address, LimitRule::Kind::connections, 1, now);
  return request(name, kConnectionWeight, now);
}

void AddressLimits::give_back(std::string_view name, std::int64_t weight, core::Timestamp now) {
  count(address_of(name), LimitRule::Kind::request_weight, -weight, now);
}

void AddressLimits::ban(std::string_view name, core::Timestamp until) {
  address_of(name).banned_until = until;
}

std::optional<core::Timestamp> AddressLimits::banned_until(std::string_view name,
                                                           core::Timestamp now) const {
  const auto found = addresses_.find(name);
  if (found == addresses_.end() || found->second.banned_until <= now) return std::nullopt;
  return found->second.banned_until;
}

std::vector<LimitUse> AddressLimits::use(std::string_view name, LimitRule::Kind kind,
                                         core::Timestamp now) const {
  std::vector<LimitUse> uses;
  const auto found = addresses_.find(name);
  for (std::size_t i = 0; i < rules_.size(); ++i)
    if (rules_[i].kind == kind)
      uses.push_back({rules_[i], found == addresses_.end() ? 0 : count_of(found->second, i, now)});
  return uses;
}

void AddressLimits::set_rules(std::vector<LimitRule> rules) {
  rules_ = std::move(rules);
  for (auto& [name, address] : addresses_) address.counters.assign(rules_.size(), {});
}

}  // namespace atb::binance_simulator
