#include <fmt/format.h>

#include "aws_simulator/iam_operations.h"
#include "aws_simulator/iam_rules.h"
#include "aws_simulator/wire_text.h"
#include "net/headers.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kNotFound = 404;
constexpr int kConflict = 409;
constexpr std::size_t kProfileNameMax = 128;
constexpr std::size_t kUserNameMax = 64;

json profile_view(IamStore& store, const InstanceProfile& profile) {
  json view{{"Path", profile.path},
            {"InstanceProfileName", profile.name},
            {"InstanceProfileId", profile.id},
            {"Arn", profile.arn},
            {"CreateDate", to_wire(Protocol::query, profile.created)},
            {"Roles", json::array()}};
  if (const auto role = store.role(profile.role)) view["Roles"].push_back(role_view(**role));
  return view;
}

Outcome<InstanceProfile*> profile_in(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto name, input.needed_text("InstanceProfileName"));
  return context.store.profile(name);
}

Outcome<json> create_instance_profile(const Fields& input, IamContext& context) {
  auto& store = context.store;
  InstanceProfile profile;
  ATB_TAKE(profile.name, name_in(input, "InstanceProfileName", kProfileNameMax));
  ATB_TAKE(profile.path, path_in(input));
  if (store.profile(profile.name))
    return refuse_with(kConflict, "EntityAlreadyExists",
                       fmt::format("Instance Profile {} already exists.", profile.name));
  profile.id = store.make_id("AIPA");
  profile.arn = fmt::format("arn:aws:iam::{}:instance-profile{}{}", store.account, profile.path,
                            profile.name);
  profile.created = context.call.now;
  const auto& stored =
      store.profiles.insert_or_assign(net::lower_case(profile.name), profile).first->second;
  return json{{"InstanceProfile", profile_view(store, stored)}};
}

Outcome<json> get_instance_profile(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const profile, profile_in(input, context));
  return json{{"InstanceProfile", profile_view(context.store, *profile)}};
}

Outcome<json> delete_instance_profile(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const profile, profile_in(input, context));
  if (!profile->role.empty())
    return refuse_with(kConflict, "DeleteConflict",
                       "Cannot delete entity, must remove roles from instance profile first.");
  context.store.profiles.erase(net::lower_case(profile->name));
  return json{};
}

Outcome<json> add_role_to_instance_profile(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const profile, profile_in(input, context));
  ATB_TAKE(const auto name, input.needed_text("RoleName"));
  ATB_TAKE(const auto* const role, context.store.role(name));
  if (!profile->role.empty()) return quota_exceeded("InstanceSessionsPerInstanceProfile", 1);
  profile->role = role->principal.name;
  return json{};
}

Outcome<json> remove_role_from_instance_profile(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const profile, profile_in(input, context));
  ATB_TAKE(const auto name, input.needed_text("RoleName"));
  if (profile->role != name)
    return refuse_with(kNotFound, "NoSuchEntity",
                       fmt::format("The role with name {} is not in the instance profile.", name));
  profile->role.clear();
  return json{};
}

Outcome<json> list_instance_profiles(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto prefix, input.text("PathPrefix"));
  std::vector<json> entries;
  for (const auto& [name, profile] : context.store.profiles)
    if (profile.path.starts_with(prefix)) entries.push_back(profile_view(context.store, profile));
  return iam_page(input, "InstanceProfiles", entries);
}

Outcome<json> list_instance_profiles_for_role(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto role_name, input.needed_text("RoleName"));
  ATB_TAKE(const auto* const role, context.store.role(role_name));
  std::vector<json> entries;
  for (const auto& [name, profile] : context.store.profiles)
    if (profile.role == role->principal.name)
      entries.push_back(profile_view(context.store, profile));
  return iam_page(input, "InstanceProfiles", entries);
}

Outcome<Principal*> user_in(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto name, input.needed_text("UserName"));
  return context.store.user(name);
}

Outcome<json> create_user(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto name, name_in(input, "UserName", kUserNameMax));
  ATB_TAKE(const auto path, path_in(input));
  if (context.store.user(name))
    return refuse_with(kConflict, "EntityAlreadyExists",
                       fmt::format("User with name {} already exists.", name));
  const auto user = context.store.make_principal("user", "AIDA", name, path, context.call.now);
  context.store.users.insert_or_assign(net::lower_case(name), user);
  return json{{"User",
               {{"Path", user.path},
                {"UserName", user.name},
                {"UserId", user.id},
                {"Arn", user.arn},
                {"CreateDate", to_wire(Protocol::query, user.created)}}}};
}

Outcome<json> create_access_key(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const user, user_in(input, context));
  Identity identity;
  identity.arn = user->arn;
  identity.user_id = user->id;
  identity.account = context.store.account;
  const auto& key = context.keys.create(std::move(identity));
  return json{{"AccessKey",
               {{"UserName", user->name},
                {"AccessKeyId", key.id},
                {"Status", "Active"},
                {"SecretAccessKey", std::string{key.secret.reveal()}},
                {"CreateDate", to_wire(Protocol::query, context.call.now)}}}};
}

Outcome<json> attach_user_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const user, user_in(input, context));
  ATB_TAKE(const auto arn, input.needed_text("PolicyArn"));
  ATB_CHECK(context.store.policy(arn));
  return attach_policy(*user, arn, "PoliciesPerUser");
}

Outcome<json> put_user_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const user, user_in(input, context));
  return put_inline_policy(input, *user, kInlineUserPoliciesSizeMax);
}

}  // namespace

const IamOperations& profile_and_user_operations() {
  static const IamOperations operations{
      {"CreateInstanceProfile", &create_instance_profile},
      {"GetInstanceProfile", &get_instance_profile},
      {"DeleteInstanceProfile", &delete_instance_profile},
      {"AddRoleToInstanceProfile", &add_role_to_instance_profile},
      {"RemoveRoleFromInstanceProfile", &remove_role_from_instance_profile},
      {"ListInstanceProfiles", &list_instance_profiles},
      {"ListInstanceProfilesForRole", &list_instance_profiles_for_role},
      {"CreateUser", &create_user},
      {"CreateAccessKey", &create_access_key},
      {"AttachUserPolicy", &attach_user_policy},
      {"PutUserPolicy", &put_user_policy},
  };
  return operations;
}

}  // namespace atb::aws_simulator
