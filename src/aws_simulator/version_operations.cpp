#include "aws_simulator/version_operations.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"
#include "aws_simulator/json_output.h"
#include "aws_simulator/paging.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kPageMax = 100;
constexpr std::string_view kNoFunction =
    "You tried to enable rotation on a secret that doesn't already have a Lambda function ARN "
    "configured and you didn't include such an ARN as a parameter in this call.";

/// A rotation that was begun left its version pending.
bool is_rotating(const StoredSecret& secret) {
  const auto* const pending = find_stage(secret.versions, kPending);
  return pending != nullptr && !pending->stages.contains(kCurrent);
}

Outcome<void> check_rules(const json& input) {
  const auto rules = input.find("RotationRules");
  if (rules == input.end() || rules->is_null()) return {};
  if (!rules->is_object())
    return refuse("SerializationException", "RotationRules has the wrong type");
  ATB_TAKE(const int days, number_in(*rules, "AutomaticallyAfterDays", 1));
  if (days < 1 || days > 1'000)
    return refuse("InvalidParameterException",
                  "AutomaticallyAfterDays must be between 1 and 1000.");
  return {};
}

}  // namespace

Outcome<json> list_secret_version_ids(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const bool with_unlabelled, flag_in(input, "IncludeDeprecated"));
  ATB_TAKE(const auto* const secret,
           context.store.describe(context.call.region, id, context.call.now));
  std::vector<json> entries;
  for (const auto& version : secret->versions)
    if (with_unlabelled || !version.stages.empty()) entries.push_back(version_entry(version));
  ATB_TAKE(auto answer, page_of(input, "Versions", entries, kPageMax));
  answer.update(identity_of(*secret));
  return answer;
}

Outcome<json> update_secret_version_stage(const json& input, OperationContext& context) {
  StageMove move;
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(move.stage, text_in(input, "VersionStage"));
  ATB_TAKE(move.remove_from, text_in(input, "RemoveFromVersionId"));
  ATB_TAKE(move.move_to, text_in(input, "MoveToVersionId"));
  ATB_TAKE(const auto* const secret,
           context.store.move_stage(context.call.region, id, move, context.call.now));
  return identity_of(*secret);
}

Outcome<json> rotate_secret(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const auto function, text_in(input, "RotationLambdaARN"));
  if (const auto fits = check_rules(input); !fits)
    return tl::unexpected<ServiceError>(fits.error());
  ATB_TAKE(const auto* const secret,
           context.store.find_usable(context.call.region, id, context.call.now));
  if (is_rotating(*secret))
    return refuse("InvalidRequestException",
                  "A previous rotation isn't complete. That rotation will be reattempted.");
  if (function.empty()) return refuse("InvalidRequestException", std::string{kNoFunction});
  return refuse("AccessDeniedException",
                "Secrets Manager cannot invoke the specified Lambda function. Ensure that the "
                "function policy grants access to the principal secretsmanager.amazonaws.com.");
}

Outcome<json> cancel_rotate_secret(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE([[maybe_unused]] const auto* const secret,
           context.store.find_usable(context.call.region, id, context.call.now));
  return refuse("InvalidRequestException", std::string{kNoFunction});
}

}  // namespace atb::aws_simulator
