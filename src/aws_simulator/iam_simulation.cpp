#include <fmt/format.h>

#include "aws_simulator/iam_operations.h"
#include "aws_simulator/policy_evaluation.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

/// Policies of a simulation, with the names under which they are reported.
struct Simulated {
  std::vector<PolicyDocument> documents;
  std::vector<std::pair<std::string, std::string>> sources;  ///< id and type
};

Outcome<void> add_document(Simulated& simulated, const std::string& text, std::string id,
                           std::string type) {
  auto document = parse_policy(text, PolicyKind::identity);
  if (!document) return refuse("InvalidInput", document.error().message);
  simulated.documents.push_back(std::move(*document));
  simulated.sources.emplace_back(std::move(id), std::move(type));
  return {};
}

Outcome<void> add_input_list(const Fields& input, Simulated& simulated) {
  ATB_TAKE(const auto texts, input.texts("PolicyInputList"));
  for (std::size_t i = 0; i < texts.size(); ++i)
    ATB_CHECK(
        add_document(simulated, texts[i], fmt::format("PolicyInputList.{}", i + 1), "IAM Policy"));
  return {};
}

Outcome<ConditionContext> context_in(const Fields& input) {
  std::map<std::string, std::vector<std::string>> values;
  ATB_TAKE(const auto entries, input.objects("ContextEntries"));
  for (const auto& entry : entries) {
    ATB_TAKE(const auto key, entry.needed_text("ContextKeyName"));
    ATB_TAKE(values[key], entry.texts("ContextKeyValues"));
  }
  return to_context(values);
}

const char* describe(Decision decision) {
  if (decision == Decision::allowed) return "allowed";
  return decision == Decision::explicit_deny ? "explicitDeny" : "implicitDeny";
}

json result_view(const Simulated& simulated, const AccessRequest& request) {
  const auto evaluation = evaluate(simulated.documents, request);
  json statements = json::array();
  for (const auto& place : evaluation.matched)
    statements.push_back({{"SourcePolicyId", simulated.sources[place.policy].first},
                          {"SourcePolicyType", simulated.sources[place.policy].second}});
  json missing = json::array();
  for (const auto& key : evaluation.missing_keys) missing.push_back(key);
  return {{"EvalActionName", request.action},
          {"EvalResourceName", request.resource},
          {"EvalDecision", describe(evaluation.decision)},
          {"MatchedStatements", std::move(statements)},
          {"MissingContextValues", std::move(missing)}};
}

Outcome<json> simulate(const Fields& input, const Simulated& simulated,
                       const PrincipalFacts& caller) {
  AccessRequest request;
  request.principal = caller;
  ATB_TAKE(request.context, context_in(input));
  ATB_TAKE(const auto actions, input.texts("ActionNames"));
  ATB_TAKE(auto resources, input.texts("ResourceArns"));
  if (actions.empty()) return input.fault("ActionNames must name at least one action.");
  if (resources.empty()) resources.emplace_back("*");
  json results = json::array();
  for (const auto& action : actions) {
    if (action.find(':') == std::string::npos || action.find('*') != std::string::npos)
      return refuse("InvalidInput", fmt::format("Invalid action name: {}.", action));
    request.action = action;
    for (const auto& resource : resources) {
      request.resource = resource;
      results.push_back(result_view(simulated, request));
    }
  }
  return json{{"EvaluationResults", std::move(results)}, {"IsTruncated", false}};
}

Outcome<json> simulate_principal_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto arn, input.needed_text("PolicySourceArn"));
  const auto* const principal = find_principal(context.store, arn);
  if (principal == nullptr)
    return refuse_with(404, "NoSuchEntity",
                       fmt::format("The user or role with ARN {} cannot be found.", arn));
  Simulated simulated;
  for (const auto& [name, text] : identity_policies(context.store, *principal))
    ATB_CHECK(add_document(simulated, text, name, "IAM Policy"));
  ATB_CHECK(add_input_list(input, simulated));
  return simulate(input, simulated, PrincipalFacts{"AWS", arn, "", context.store.account});
}

Outcome<json> simulate_custom_policy(const Fields& input, IamContext& context) {
  Simulated simulated;
  ATB_CHECK(add_input_list(input, simulated));
  if (simulated.documents.empty()) return input.fault("PolicyInputList must name a policy.");
  return simulate(input, simulated,
                  PrincipalFacts{"AWS", context.call.caller.arn, "", context.store.account});
}

}  // namespace

const IamOperations& simulation_operations() {
  static const IamOperations operations{
      {"SimulatePrincipalPolicy", &simulate_principal_policy},
      {"SimulateCustomPolicy", &simulate_custom_policy},
  };
  return operations;
}

}  // namespace atb::aws_simulator
