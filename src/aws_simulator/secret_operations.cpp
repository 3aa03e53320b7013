#include "aws_simulator/secret_operations.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"
#include "aws_simulator/json_output.h"
#include "aws_simulator/paging.h"
#include "aws_simulator/secret_listing.h"
#include "aws_simulator/secret_tags.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kPageMax = 100;
constexpr int kRecoveryDays = 30;

}  // namespace

Outcome<json> describe_secret(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const auto* const secret,
           context.store.describe(context.call.region, id, context.call.now));
  return description_of(*secret, "VersionIdsToStages");
}

Outcome<json> list_secrets(const json& input, OperationContext& context) {
  ATB_TAKE(const bool with_deleted, flag_in(input, "IncludePlannedDeletion"));
  ATB_TAKE(const auto filters, filters_in(input));
  auto secrets = context.store.list(context.call.region, with_deleted, context.call.now);
  if (const auto sorted = sort_secrets(input, secrets); !sorted)
    return tl::unexpected<ServiceError>(sorted.error());
  std::vector<json> entries;
  for (const auto* secret : secrets)
    if (passes(*secret, filters))
      entries.push_back(description_of(*secret, "SecretVersionsToStages"));
  return page_of(input, "SecretList", entries, kPageMax);
}

Outcome<json> delete_secret(const json& input, OperationContext& context) {
  const auto& call = context.call;
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const bool at_once, flag_in(input, "ForceDeleteWithoutRecovery"));
  ATB_TAKE(const int days, number_in(input, "RecoveryWindowInDays", kRecoveryDays));
  if (at_once && input.contains("RecoveryWindowInDays"))
    return refuse("InvalidParameterException",
                  "You can't use ForceDeleteWithoutRecovery in conjunction with "
                  "RecoveryWindowInDays.");
  if (at_once) {
    const auto removed = context.store.force_delete(call.region, id, call.now);
    json answer = removed ? identity_of(*removed) : json{{"Name", id}};
    answer["DeletionDate"] = to_seconds(call.now);
    return answer;
  }
  ATB_TAKE(const auto* const secret,
           context.store.schedule_deletion(call.region, id, core::Duration::days(days), call.now));
  json answer = identity_of(*secret);
  answer["DeletionDate"] = to_seconds(*secret->deletion_date);
  return answer;
}

Outcome<json> restore_secret(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const auto* const secret,
           context.store.restore(context.call.region, id, context.call.now));
  return identity_of(*secret);
}

Outcome<json> tag_resource(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const auto tags, tags_in(input));
  ATB_TAKE(auto* const secret,
           context.store.find_usable(context.call.region, id, context.call.now));
  if (const auto added = add_tags(*secret, tags); !added)
    return tl::unexpected<ServiceError>(added.error());
  return json(nullptr);
}

Outcome<json> untag_resource(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const auto keys, texts_in(input, "TagKeys"));
  ATB_TAKE(auto* const secret,
           context.store.find_usable(context.call.region, id, context.call.now));
  remove_tags(*secret, keys);
  return json(nullptr);
}

Outcome<json> get_random_password(const json& input, OperationContext& context) {
  ATB_TAKE(const auto password, random_password(input, context.random_below));
  return json{{"RandomPassword", password}};
}

}  // namespace atb::aws_simulator
