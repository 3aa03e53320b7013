#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time.h"

/// What IAM is asked with and what it answers. Documents are JSON as people write it: IAM's
/// percent-encoding is undone.
namespace atb::aws {

/// A managed policy, without its text.
struct Policy {
  std::string arn;
  std::string name;
  std::string default_version_id;  ///< "v3"
  int attachments = 0;             ///< to users, groups and roles
};

/// One of the up to five versions of a managed policy.
struct PolicyVersion {
  std::string version_id;
  bool is_default = false;  ///< the one in force
  std::optional<core::Timestamp> created;
  std::string document;  ///< empty in lists
};

struct Role {
  std::string arn;
  std::string name;
  std::string path;
  std::string trust_policy;  ///< who may assume it
  std::optional<core::Timestamp> created;
};

struct AttachedPolicy {
  std::string name;
  std::string arn;
};

/// What an EC2 instance carries: a shell around at most one role.
struct InstanceProfile {
  std::string arn;
  std::string name;
  std::vector<Role> roles;
};

/// A value of the request's context in a simulation, such as "secretsmanager:VersionStage".
struct ContextEntry {
  std::string key = {};
  std::vector<std::string> values = {};
  std::string type = "string";  ///< or "stringList", "boolean", "date", "ip", "numeric" …
};

/// What would be done. Without the context that a condition asks for, an Allow reads as denied.
struct Simulation {
  std::vector<std::string> actions = {};    ///< "secretsmanager:GetSecretValue"
  std::vector<std::string> resources = {};  ///< ARNs; none: "*"
  std::vector<ContextEntry> context = {};
};

enum class Decision { allowed, explicit_deny, implicit_deny };

/// One action on one resource. KMS key policies are not part of it.
struct SimulationResult {
  std::string action;
  std::string resource;
  Decision decision = Decision::implicit_deny;
  std::vector<std::string> missing_context;  ///< keys that a condition asked for
  std::vector<std::string> matched;          ///< ids of the policies whose statements decided
};

}  // namespace atb::aws
