#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/service_error.h"

namespace atb::aws_simulator {

enum class KmsKeyState { enabled, disabled, pending_deletion };

/// "Enabled", "Disabled" or "PendingDeletion".
[[nodiscard]] std::string_view to_text(KmsKeyState state) noexcept;

/// A customer key. It exists in every region under the same id.
struct KmsKey {
  std::string id;
  std::string alias;  ///< "alias/…", or empty
  KmsKeyState state = KmsKeyState::enabled;
};

/// The KMS keys that secrets may be encrypted under. AWS's own key "aws/secretsmanager" always
/// works; customer keys are added by the control port.
class KmsKeys {
 public:
  explicit KmsKeys(std::string account) : account_{std::move(account)} {}

  /// Adds or replaces.
  void set(KmsKey key);
  /// Takes {"key_id":…, "alias":"alias/…", "state":"Enabled"}.
  /// Throws nlohmann::json::exception for anything else.
  void set_from_json(const nlohmann::json& object);

  /// True when a secret that names its key so is under AWS's own: empty, or its alias.
  [[nodiscard]] static bool is_default(std::string_view name);
  /// The ARN of the customer key that is named by id, alias, or an ARN of either; empty for the
  /// default key and for one that does not exist.
  [[nodiscard]] std::string arn_of(std::string_view name, std::string_view region) const;
  /// @error EncryptionFailure for a key that is missing, disabled or to be deleted
  [[nodiscard]] Outcome<void> check_encrypt(std::string_view name, std::string_view region) const;
  /// @error DecryptionFailure
  [[nodiscard]] Outcome<void> check_decrypt(std::string_view name, std::string_view region) const;

  [[nodiscard]] nlohmann::json save() const;
  void load(const nlohmann::json& list);

 private:
  [[nodiscard]] const KmsKey* find(std::string_view name, std::string_view region) const;

  std::string account_;
  std::vector<KmsKey> keys_;
};

}  // namespace atb::aws_simulator
