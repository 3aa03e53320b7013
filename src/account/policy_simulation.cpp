#include "account/policy_simulation.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::account {
namespace {

using Answers = std::vector<aws::SimulationResult>;

std::string_view name_of(aws::Decision decision) {
  switch (decision) {
    case aws::Decision::allowed:
      return "allowed";
    case aws::Decision::explicit_deny:
      return "explicitly denied";
    case aws::Decision::implicit_deny:
      return "not allowed";
  }
  return {};
}

aws::Simulation simulation_of(const PolicyCheck& check) {
  aws::Simulation simulation{.actions = check.actions, .resources = {check.resource}};
  for (const auto& [key, value] : check.context) simulation.context.push_back({key, {value}});
  return simulation;
}

/// An action without an answer counts as wrong: silence proves nothing.
std::vector<std::string> wrong_answers(const PolicyCheck& check, const Answers& answers) {
  std::vector<std::string> wrong;
  for (const auto& action : check.actions) {
    const auto answer = std::find_if(answers.begin(), answers.end(),
                                     [&](const auto& one) { return one.action == action; });
    if (answer == answers.end())
      wrong.push_back(fmt::format("{}: no answer", action));
    else if ((answer->decision == aws::Decision::allowed) != check.allowed)
      wrong.push_back(fmt::format("{}: {}", action, name_of(answer->decision)));
  }
  return wrong;
}

template <class Ask>
core::Result<std::vector<CheckResult>> run(const std::vector<PolicyCheck>& checks, const Ask& ask) {
  std::vector<CheckResult> results;
  for (const auto& check : checks) {
    ATB_ASSIGN(const Answers answers, ask(simulation_of(check)));
    results.push_back({check, wrong_answers(check, answers)});
  }
  return results;
}

}  // namespace

core::Result<std::vector<CheckResult>> simulate_text(aws::Iam& iam, const std::string& policy,
                                                     const std::vector<PolicyCheck>& checks) {
  return run(checks, [&](const aws::Simulation& simulation) {
    return iam.simulate_custom_policy({policy}, simulation);
  });
}

core::Result<std::vector<CheckResult>> simulate_role(aws::Iam& iam, const std::string& role_arn,
                                                     const std::vector<PolicyCheck>& checks,
                                                     const aws::Surroundings& surroundings) {
  constexpr int kTries = 5;
  constexpr auto kPause = core::Duration::seconds(3);
  for (int tries = 1;; ++tries) {
    ATB_ASSIGN(auto results, run(checks, [&](const aws::Simulation& simulation) {
                 return iam.simulate_principal_policy(role_arn, simulation);
               }));
    if (tries == kTries || judge(results)) return results;
    surroundings.sleep(kPause);
  }
}

}  // namespace atb::account
