#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/secret.h"
#include "core/time.h"

/// What Secrets Manager is asked with and what it answers.
namespace atb::aws {

/// Which version of a secret. Both empty: the one that carries AWSCURRENT. Both given: must agree.
struct VersionSelector {
  std::string version_id = {};
  std::string version_stage = {};
};

struct SecretValue {
  std::string arn;
  std::string name;
  std::string version_id;
  core::SecretString value;
  std::vector<std::string> stages;
  core::Timestamp created;  ///< of this version
};

/// A secret or a version that was just written.
struct CreatedSecret {
  std::string arn;
  std::string name;
  std::string version_id;
};

/// A staging label on its way. Another version holds it: `remove_from` must be that version, which
/// is the only compare-and-swap that the service has. No version holds it: leave that empty. An
/// empty `move_to` takes the label off.
struct StageMove {
  std::string stage = {};  ///< "AWSCURRENT"
  std::string remove_from = {};
  std::string move_to = {};
};

/// One version of a secret, without its value.
struct SecretVersion {
  std::string version_id;
  std::vector<std::string> stages;  ///< empty: deprecated, AWS may delete it any time
  std::optional<core::Timestamp> created;
  std::optional<core::Timestamp> last_accessed;  ///< a day, in UTC
};

/// What is known of a secret besides its value.
struct SecretDescription {
  std::string arn;
  std::string name;
  std::string description;
  std::string kms_key_id;      ///< empty: the account's default key
  std::string owning_service;  ///< empty: nobody but the account manages it
  bool rotation_enabled = false;
  std::map<std::string, std::vector<std::string>> stages_by_version;
  std::map<std::string, std::string> tags;
  std::optional<core::Timestamp> created;
  std::optional<core::Timestamp> last_changed;
  std::optional<core::Timestamp> last_accessed;  ///< a day, in UTC
  std::optional<core::Timestamp> deleted;        ///< set while it is scheduled for deletion
};

/// What ValidateResourcePolicy found.
struct PolicyValidation {
  bool passed = false;
  std::vector<std::string> faults;  ///< "check: message"
};

}  // namespace atb::aws
