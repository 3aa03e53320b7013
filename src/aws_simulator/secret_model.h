#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws_simulator/staging_labels.h"
#include "core/time.h"

/// What Secrets Manager stores, and what its operations are asked.
namespace atb::aws_simulator {

struct Tag {
  std::string key;
  std::string value;
};

struct StoredSecret {
  std::string region;
  std::string name;
  std::string arn;
  std::string description;
  std::string kms_key_id;  ///< as it was named; empty: the default key
  Versions versions;
  core::Timestamp created;
  core::Timestamp changed;
  std::optional<core::Timestamp> deletion_date;  ///< set while it is scheduled for deletion
  std::optional<core::Timestamp> accessed;       ///< the day, as AWS rounds it
  std::vector<Tag> tags;
  std::string resource_policy;  ///< JSON; empty: none
};

struct SecretContent {
  std::string value;
  bool is_binary = false;
};

struct NewSecret {
  std::string name;
  std::string description;
  std::string kms_key_id;
  std::string token;
  std::optional<SecretContent> content;  ///< a secret may start without a version
  std::vector<Tag> tags = {};
};

struct NewVersion {
  std::string token;
  SecretContent content;
  std::vector<std::string> stages;  ///< empty: AWSCURRENT
};

/// UpdateSecret: what is absent stays as it is.
struct SecretUpdate {
  std::string token;
  std::optional<std::string> description;
  std::optional<std::string> kms_key_id;  ///< empty: back to the default key
  std::optional<SecretContent> content;
};

struct VersionQuery {
  std::string version_id;
  std::string stage;
};

struct StageMove {
  std::string stage;
  std::string remove_from;
  std::string move_to;
};

/// A secret and the version that an operation was about; valid until the store changes.
struct SecretAndVersion {
  const StoredSecret* secret = nullptr;
  const SecretVersion* version = nullptr;  ///< null for a secret created without a value
};

}  // namespace atb::aws_simulator
