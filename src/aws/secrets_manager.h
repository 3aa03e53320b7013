#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "aws/secret_types.h"
#include "core/secret.h"

namespace atb::aws {

/// AWS Secrets Manager, the operations that the bot's secrets need. `secret_id` is a name or an
/// ARN; an ARN of another region is refused (aws.other_region), never asked for in the wrong place.
/// Errors otherwise: those of Client::call; aws.answer_malformed (internal).
class SecretsManager {
 public:
  explicit SecretsManager(Client client) : client_{std::move(client)} {}

  /// @error aws.binary_secret (settings)  the secret holds bytes, not text
  [[nodiscard]] core::Result<SecretValue> get_secret_value(std::string_view secret_id,
                                                           const VersionSelector& version);

  /// @param secret_string  at most 65,536 bytes of UTF-8
  /// @param client_request_token  see new_request_token; the same one for every try of one intent
  [[nodiscard]] core::Result<CreatedSecret> create_secret(std::string_view name,
                                                          std::string_view description,
                                                          const core::SecretBuffer& secret_string,
                                                          std::string_view client_request_token);

  /// Stores a new version. The same token and value again change nothing; the same token with
  /// another value is refused by the service (ResourceExistsException).
  /// @param secret_string  at most 65,536 bytes of UTF-8; replaces the whole value
  /// @param client_request_token  becomes the version's id; see new_request_token
  /// @param stages  labels that move to it, at least one: without any, AWS would move AWSCURRENT.
  ///        The first version of a secret gets AWSCURRENT whatever stands here
  /// @error aws.no_stage (internal), aws.secret_too_large (settings)
  [[nodiscard]] core::Result<CreatedSecret> put_secret_value(
      std::string_view secret_id, const core::SecretBuffer& secret_string,
      std::string_view client_request_token, const std::vector<std::string>& stages);

  /// Moves, adds or takes off one label. When AWSCURRENT moves, AWS puts AWSPREVIOUS on the version
  /// that it left. A retry after a lost answer may be refused although the first try worked: look
  /// at the labels before believing the refusal.
  /// @error InvalidParameterException, InvalidRequestException (refused)  another version holds the
  ///        label than `remove_from` says
  [[nodiscard]] core::Result<void> update_secret_version_stage(std::string_view secret_id,
                                                               const StageMove& move);

  /// All versions, over all pages, in the order of the service.
  /// @param include_deprecated  also those without a label, as far as AWS has kept them
  [[nodiscard]] core::Result<std::vector<SecretVersion>> list_secret_version_ids(
      std::string_view secret_id, bool include_deprecated);

  [[nodiscard]] core::Result<SecretDescription> describe_secret(std::string_view secret_id);

  /// The region's secrets whose name starts with the prefix, over all pages.
  /// @param include_deleted  also those that are scheduled for deletion
  [[nodiscard]] core::Result<std::vector<SecretDescription>> list_secrets(
      std::string_view name_prefix, bool include_deleted);

  /// Takes a scheduled deletion back.
  [[nodiscard]] core::Result<void> restore_secret(std::string_view secret_id);

  /// Whether a resource policy could be put on the secret; changes nothing.
  /// @param policy  JSON, at most 20,480 characters
  [[nodiscard]] core::Result<PolicyValidation> validate_resource_policy(std::string_view secret_id,
                                                                        std::string_view policy);

  /// Replaces the secret's resource policy; one that lets the public in is refused by AWS.
  [[nodiscard]] core::Result<void> put_resource_policy(std::string_view secret_id,
                                                       std::string_view policy);

  [[nodiscard]] const Client& client() const noexcept { return client_; }

 private:
  core::Result<core::SecretBuffer> call(std::string_view operation, std::string_view secret_id,
                                        const core::SecretBuffer& body);
  Client client_;
};

}  // namespace atb::aws
