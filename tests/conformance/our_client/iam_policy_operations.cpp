#include "iam_calls.h"

namespace atb::conformance {
namespace {

aws::Simulation simulation(const json& input) {
  aws::Simulation wanted{.actions = texts(input, "ActionNames"),
                         .resources = texts(input, "ResourceArns")};
  for (const auto& entry : input.value("ContextEntries", json::array()))
    wanted.context.push_back({.key = text(entry, "ContextKeyName"),
                              .values = texts(entry, "ContextKeyValues"),
                              .type = text(entry, "ContextKeyType")});
  return wanted;
}

json simulated(const std::vector<aws::SimulationResult>& results) {
  constexpr const char* kDecisions[] = {"allowed", "explicitDeny", "implicitDeny"};
  return {{"EvaluationResults", list(results, [&](const aws::SimulationResult& result) {
             const auto statement = [](const std::string& id) {
               return json{{"SourcePolicyId", id}};
             };
             return json{{"EvalActionName", result.action},
                         {"EvalResourceName", result.resource},
                         {"EvalDecision", kDecisions[static_cast<int>(result.decision)]},
                         {"MissingContextValues", result.missing_context},
                         {"MatchedStatements", list(result.matched, statement)}};
           })}};
}

using Input = const json&;
using aws::Iam;
using aws::Session;

core::Result<json> create_policy(Session& session, Input in) {
  return in_iam(
      session,
      [&](Iam& iam) {
        return iam.create_policy(text(in, "PolicyName"), text(in, "PolicyDocument"),
                                 text(in, "Description"));
      },
      as_policy);
}

core::Result<json> get_policy(Session& session, Input in) {
  return in_iam(
      session, [&](Iam& iam) { return iam.get_policy(text(in, "PolicyArn")); }, as_policy);
}

core::Result<json> get_policy_version(Session& session, Input in) {
  return in_iam(
      session,
      [&](Iam& iam) {
        return iam.get_policy_version(text(in, "PolicyArn"), text(in, "VersionId"));
      },
      as_version);
}

core::Result<json> list_policy_versions(Session& session, Input in) {
  return in_iam(
      session, [&](Iam& iam) { return iam.list_policy_versions(text(in, "PolicyArn")); },
      [](const auto& versions) {
        return json{{"Versions", list(versions, [](const auto& v) { return to_json(v); })}};
      });
}

core::Result<json> create_policy_version(Session& session, Input in) {
  return in_iam(
      session,
      [&](Iam& iam) {
        return iam.create_policy_version(text(in, "PolicyArn"), text(in, "PolicyDocument"));
      },
      as_version);
}

core::Result<json> delete_policy_version(Session& session, Input in) {
  return in_iam(session, [&](Iam& iam) {
    return iam.delete_policy_version(text(in, "PolicyArn"), text(in, "VersionId"));
  });
}

core::Result<json> simulate_principal_policy(Session& session, Input in) {
  return in_iam(
      session,
      [&](Iam& iam) {
        return iam.simulate_principal_policy(text(in, "PolicySourceArn"), simulation(in));
      },
      simulated);
}

core::Result<json> simulate_custom_policy(Session& session, Input in) {
  return in_iam(
      session,
      [&](Iam& iam) {
        return iam.simulate_custom_policy(texts(in, "PolicyInputList"), simulation(in));
      },
      simulated);
}

}  // namespace

const std::vector<Operation>& iam_policy_operations() {
  static const std::vector<Operation> kOperations{
      {"iam", "CreatePolicy", {"PolicyName", "PolicyDocument", "Description"}, &create_policy},
      {"iam", "GetPolicy", {"PolicyArn"}, &get_policy},
      {"iam", "GetPolicyVersion", {"PolicyArn", "VersionId"}, &get_policy_version},
      {"iam", "ListPolicyVersions", {"PolicyArn"}, &list_policy_versions},
      {"iam",
       "CreatePolicyVersion",
       {"PolicyArn", "PolicyDocument", "SetAsDefault"},
       &create_policy_version},
      {"iam", "DeletePolicyVersion", {"PolicyArn", "VersionId"}, &delete_policy_version},
      {"iam",
       "SimulatePrincipalPolicy",
       {"PolicySourceArn", "ActionNames", "ResourceArns", "ContextEntries"},
       &simulate_principal_policy},
      {"iam",
       "SimulateCustomPolicy",
       {"PolicyInputList", "ActionNames", "ResourceArns", "ContextEntries"},
       &simulate_custom_policy}};
  return kOperations;
}

}  // namespace atb::conformance
