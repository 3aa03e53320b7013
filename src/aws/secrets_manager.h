#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "core/secret.h"
#include "core/time.h"

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

struct CreatedSecret {
  std::string arn;
  std::string name;
  std::string version_id;
};

/// What is known of a secret besides its value.
struct SecretDescription {
  std::string arn;
  std::string name;
  std::string description;
  std::string kms_key_id;  ///< empty: the account's default key
  std::map<std::string, std::vector<std::string>> stages_by_version;
  std::optional<core::Timestamp> created;
  std::optional<core::Timestamp> last_changed;
  std::optional<core::Timestamp> deleted;  ///< set while it is scheduled for deletion
};

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

  [[nodiscard]] core::Result<SecretDescription> describe_secret(std::string_view secret_id);

  [[nodiscard]] const Client& client() const noexcept { return client_; }

 private:
  core::Result<core::SecretBuffer> call(std::string_view operation, std::string_view secret_id,
                                        const core::SecretBuffer& body);
  Client client_;
};

}  // namespace atb::aws
