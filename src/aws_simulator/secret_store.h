#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws_simulator/service_error.h"
#include "aws_simulator/staging_labels.h"
#include "core/time.h"

namespace atb::aws_simulator {

struct StoredSecret {
  std::string region;
  std::string name;
  std::string arn;
  std::string description;
  std::string kms_key_id;
  Versions versions;
  core::Timestamp created;
  core::Timestamp changed;
  std::optional<core::Timestamp> deletion_date;  ///< set while it is scheduled for deletion
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
};

struct NewVersion {
  std::string token;
  SecretContent content;
  std::vector<std::string> stages;  ///< empty: AWSCURRENT
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

/// The secrets of one account, by region. Pure: time and random suffixes are passed in.
/// Errors carry Secrets Manager's codes and wording.
class SecretStore {
 public:
  explicit SecretStore(std::string account) : account_{std::move(account)} {}

  /// @param arn_suffix  six random characters
  Outcome<SecretAndVersion> create(std::string_view region, const NewSecret& input,
                                   std::string_view arn_suffix, core::Timestamp now);
  Outcome<SecretAndVersion> put(std::string_view region, std::string_view id,
                                const NewVersion& input, core::Timestamp now);
  Outcome<SecretAndVersion> get(std::string_view region, std::string_view id,
                                const VersionQuery& query, core::Timestamp now);
  /// Works for a secret that is scheduled for deletion too.
  Outcome<const StoredSecret*> describe(std::string_view region, std::string_view id,
                                        core::Timestamp now);
  Outcome<const StoredSecret*> move_stage(std::string_view region, std::string_view id,
                                          const StageMove& move, core::Timestamp now);
  /// @param window  7 to 30 days
  Outcome<const StoredSecret*> schedule_deletion(std::string_view region, std::string_view id,
                                                 core::Duration window, core::Timestamp now);
  /// Removes it at once; gives what was removed, or nothing: no error for an unknown name.
  std::optional<StoredSecret> force_delete(std::string_view region, std::string_view id,
                                           core::Timestamp now);
  Outcome<const StoredSecret*> restore(std::string_view region, std::string_view id,
                                       core::Timestamp now);
  /// By name. Those scheduled for deletion only when asked for.
  std::vector<const StoredSecret*> list(std::string_view region, bool include_deleted,
                                        core::Timestamp now);

  [[nodiscard]] const std::string& account() const noexcept { return account_; }
  [[nodiscard]] const std::vector<StoredSecret>& all() const noexcept { return secrets_; }
  void replace_all(std::vector<StoredSecret> secrets) { secrets_ = std::move(secrets); }

 private:
  /// Forgets secrets whose deletion date has come.
  void purge(core::Timestamp now);
  StoredSecret* find(std::string_view region, std::string_view id);
  Outcome<StoredSecret*> find_usable(std::string_view region, std::string_view id,
                                     core::Timestamp now);

  std::string account_;
  std::vector<StoredSecret> secrets_;
};

}  // namespace atb::aws_simulator
