#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/iam_types.h"
#include "aws/xml_answer.h"
#include "core/error.h"

/// Reads the elements of IAM's answers. Pure.
/// @error of all: aws.answer_malformed (internal), naming the action
namespace atb::aws {

/// Undoes percent-encoding; what is no valid escape stays.
[[nodiscard]] std::string percent_decoded(std::string_view text);

[[nodiscard]] core::Result<Policy> policy_in(const XmlNode& policy, std::string_view action);
[[nodiscard]] core::Result<PolicyVersion> policy_version_in(const XmlNode& version,
                                                            std::string_view action);
[[nodiscard]] core::Result<Role> role_in(const XmlNode& role, std::string_view action);
[[nodiscard]] core::Result<InstanceProfile> instance_profile_in(const XmlNode& profile,
                                                                std::string_view action);
[[nodiscard]] core::Result<AttachedPolicy> attached_policy_in(const XmlNode& policy,
                                                              std::string_view action);
/// One result, or one for each resource where IAM answers them apart.
[[nodiscard]] core::Result<std::vector<SimulationResult>> simulations_in(const XmlNode& evaluation,
                                                                         std::string_view action);

}  // namespace atb::aws
