#include "binance_simulator/api/limit_json.h"

namespace atb::binance_simulator {
namespace {

Json rule_json(const LimitRule& rule) {
  return {{"rateLimitType", to_text(rule.kind)},
          {"interval", to_text(rule.unit)},
          {"intervalNum", rule.count},
          {"limit", rule.limit}};
}

}  // namespace

Json limit_rules(const std::vector<LimitRule>& rules, bool with_connections) {
  auto all = Json::array();
  const auto left_out =
      with_connections ? LimitRule::Kind::raw_requests : LimitRule::Kind::connections;
  for (const auto& rule : rules)
    if (rule.kind != left_out) all.push_back(rule_json(rule));
  return all;
}

Json limit_states(const std::vector<LimitUse>& uses) {
  auto all = Json::array();
  for (const auto& use : uses) {
    auto json = rule_json(use.rule);
    json["count"] = use.count;
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace atb::binance_simulator
