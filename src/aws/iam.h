#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "aws/iam_types.h"
#include "aws/query.h"
#include "core/error.h"

namespace atb::aws {

/// Identity and Access Management. Lists are complete, over all pages.
///
/// A create call whose answer was lost is repeated and may then be refused as existing: look at
/// what is there. Errors: those of Client::call, among them NoSuchEntity (not_found),
/// EntityAlreadyExists, LimitExceeded (refused) and MalformedPolicyDocument (usage);
/// aws.answer_malformed (internal).
class Iam {
 public:
  /// @param client  of kIam
  explicit Iam(Client client) : client_{std::move(client)} {}

  /// @param document  at most 6,144 characters without blanks, Latin-1
  [[nodiscard]] core::Result<Policy> create_policy(std::string_view name, std::string_view document,
                                                   std::string_view description);
  [[nodiscard]] core::Result<Policy> get_policy(std::string_view policy_arn);
  [[nodiscard]] core::Result<PolicyVersion> get_policy_version(std::string_view policy_arn,
                                                               std::string_view version_id);
  [[nodiscard]] core::Result<std::vector<PolicyVersion>> list_policy_versions(
      std::string_view policy_arn);
  /// Stores the text and puts it in force.
  /// @error LimitExceeded (refused)  there are five versions already
  [[nodiscard]] core::Result<PolicyVersion> create_policy_version(std::string_view policy_arn,
                                                                  std::string_view document);
  /// @param version_id  not the one in force
  [[nodiscard]] core::Result<void> delete_policy_version(std::string_view policy_arn,
                                                         std::string_view version_id);

  /// @param name  1 to 64 of letters, digits and _+=,.@-
  [[nodiscard]] core::Result<Role> create_role(std::string_view name, std::string_view trust_policy,
                                               std::string_view description);
  [[nodiscard]] core::Result<Role> get_role(std::string_view name);
  /// Replaces who may assume the role.
  [[nodiscard]] core::Result<void> update_assume_role_policy(std::string_view role,
                                                             std::string_view trust_policy);
  /// Attaching again changes nothing.
  [[nodiscard]] core::Result<void> attach_role_policy(std::string_view role,
                                                      std::string_view policy_arn);
  [[nodiscard]] core::Result<std::vector<AttachedPolicy>> list_attached_role_policies(
      std::string_view role);
  /// Names of the policies that stand in the role itself.
  [[nodiscard]] core::Result<std::vector<std::string>> list_role_policies(std::string_view role);
  /// The text of one of them.
  [[nodiscard]] core::Result<std::string> get_role_policy(std::string_view role,
                                                          std::string_view policy_name);

  [[nodiscard]] core::Result<InstanceProfile> create_instance_profile(std::string_view name);
  [[nodiscard]] core::Result<InstanceProfile> get_instance_profile(std::string_view name);
  /// @error LimitExceeded (refused)  the profile has a role already
  [[nodiscard]] core::Result<void> add_role_to_instance_profile(std::string_view profile,
                                                                std::string_view role);
  [[nodiscard]] core::Result<std::vector<InstanceProfile>> list_instance_profiles_for_role(
      std::string_view role);

  /// What the policies of a user, group or role let it do.
  /// @param source_arn  of the role itself, not of a session of it
  [[nodiscard]] core::Result<std::vector<SimulationResult>> simulate_principal_policy(
      std::string_view source_arn, const Simulation& simulation);
  /// What these texts would let somebody do; nothing needs to exist.
  [[nodiscard]] core::Result<std::vector<SimulationResult>> simulate_custom_policy(
      const std::vector<std::string>& documents, const Simulation& simulation);

 private:
  core::Result<void> call_all_pages(const QueryForm& form, std::string_view resource,
                                    const std::function<core::Result<void>(const XmlNode&)>& take);
  core::Result<std::vector<SimulationResult>> simulate(QueryForm form, std::string_view resource,
                                                       const Simulation& simulation);
  Client client_;
};

}  // namespace atb::aws
