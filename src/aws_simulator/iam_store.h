#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "aws_simulator/policy_document.h"
#include "core/time.h"

/// The users, roles, policies and instance profiles of one account. Pure: time and random letters
/// are passed in. Errors carry IAM's codes and statuses.
/// Source: botocore's service model iam 2010-05-08; IAM guide, "IAM and AWS STS quotas".
namespace atb::aws_simulator {

struct ManagedPolicyVersion {
  std::string id;  ///< "v1"
  std::string document;
  core::Timestamp created;
};

struct ManagedPolicy {
  std::string name;
  std::string path;
  std::string id;  ///< "ANPA…"
  std::string arn;
  std::string description;
  std::string default_version;
  std::vector<ManagedPolicyVersion> versions;  ///< oldest first
  int versions_made = 0;                       ///< numbers are not used twice
  core::Timestamp created;
  core::Timestamp updated;
};

/// What users and roles have in common: policies hang on them.
struct Principal {
  std::string name;
  std::string path;
  std::string id;  ///< "AIDA…" of a user, "AROA…" of a role
  std::string arn;
  core::Timestamp created;
  std::vector<std::string> attached;                   ///< ARNs of managed policies
  std::map<std::string, std::string> inline_policies;  ///< name and document
};

struct Role {
  Principal principal;
  std::string description;
  std::string trust_policy;
  std::int64_t max_session_seconds = 3'600;
};

struct InstanceProfile {
  std::string name;
  std::string path;
  std::string id;  ///< "AIPA…"
  std::string arn;
  std::string role;  ///< at most one; empty: none
  core::Timestamp created;
};

/// By name in lower case: IAM's names differ in more than case.
template <class T>
using ByName = std::map<std::string, T, std::less<>>;

struct IamStore {
  std::string account;
  std::function<std::string(std::size_t)> random_text;  ///< letters and digits
  ByName<Principal> users;
  ByName<Role> roles;
  ByName<InstanceProfile> profiles;
  std::map<std::string, ManagedPolicy, std::less<>> policies;  ///< by ARN

  /// @error NoSuchEntity (404)
  [[nodiscard]] Outcome<Principal*> user(std::string_view name);
  [[nodiscard]] Outcome<Role*> role(std::string_view name);
  [[nodiscard]] Outcome<InstanceProfile*> profile(std::string_view name);
  [[nodiscard]] Outcome<ManagedPolicy*> policy(std::string_view arn);
  /// How many users and roles the policy hangs on.
  [[nodiscard]] int attachment_count(std::string_view policy_arn) const;
  /// A new name, path, ARN and id of that kind.
  /// @param kind    "user", "role"
  /// @param prefix  "AIDA", "AROA"
  [[nodiscard]] Principal make_principal(std::string_view kind, std::string_view prefix,
                                         const std::string& name, const std::string& path,
                                         core::Timestamp now) const;
  /// "AIDA" and seventeen capital letters and digits.
  [[nodiscard]] std::string make_id(std::string_view prefix) const;
};

/// Documents of the identity policies that hang on a principal: inline and managed.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> identity_policies(
    const IamStore& store, const Principal& principal);

/// The user or role with that ARN, or null.
[[nodiscard]] const Principal* find_principal(const IamStore& store, std::string_view arn);

}  // namespace atb::aws_simulator
