#pragma once

#include <string>
#include <vector>

#include "aws/secret_types.h"
#include "core/error.h"
#include "core/secret.h"

/// Reads the answers of Secrets Manager: functions of bytes, for SecretsManager and for whoever
/// wants to try them with wrong ones. Pure. No error repeats a byte of an answer.
/// @error of all: aws.answer_malformed (internal)
namespace atb::aws {

/// @error aws.binary_secret (settings)  the secret holds bytes, not text
[[nodiscard]] core::Result<SecretValue> parse_secret_value(const core::SecretBuffer& answer);

/// Of CreateSecret and PutSecretValue.
[[nodiscard]] core::Result<CreatedSecret> parse_created(const core::SecretBuffer& answer,
                                                        std::string_view operation);

[[nodiscard]] core::Result<SecretDescription> parse_description(const core::SecretBuffer& answer);

/// One page of a list; an empty token ends it.
template <class Item>
struct Page {
  std::vector<Item> items;
  std::string next_token;
};

[[nodiscard]] core::Result<Page<SecretVersion>> parse_versions(const core::SecretBuffer& answer);

/// Of ListSecrets, where the stages stand under another name than in DescribeSecret.
[[nodiscard]] core::Result<Page<SecretDescription>> parse_secret_list(
    const core::SecretBuffer& answer);

[[nodiscard]] core::Result<PolicyValidation> parse_validation(const core::SecretBuffer& answer);

/// Whether the answer names a secret, as those of UpdateSecretVersionStage, RestoreSecret and
/// PutResourcePolicy do.
[[nodiscard]] core::Result<void> check_names_secret(const core::SecretBuffer& answer,
                                                    std::string_view operation);

}  // namespace atb::aws
