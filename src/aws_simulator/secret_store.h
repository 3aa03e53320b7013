#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws_simulator/secret_model.h"
#include "aws_simulator/service_error.h"

namespace atb::aws_simulator {

/// The secrets of one account, by region. Pure: time and random suffixes are passed in.
/// Errors carry Secrets Manager's codes and wording. An id is a name, an ARN, or an ARN without its
/// random suffix; a full ARN is preferred where both would fit.
class SecretStore {
 public:
  explicit SecretStore(std::string account) : account_{std::move(account)} {}

  /// @param arn_suffix  six random characters
  Outcome<SecretAndVersion> create(std::string_view region, const NewSecret& input,
                                   std::string_view arn_suffix, core::Timestamp now);
  Outcome<SecretAndVersion> put(std::string_view region, std::string_view id,
                                const NewVersion& input, core::Timestamp now);
  Outcome<SecretAndVersion> update(std::string_view region, std::string_view id,
                                   const SecretUpdate& input, core::Timestamp now);
  /// Remembers the day of the access.
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
  /// For changes of its tags and policy. @error ResourceNotFoundException, and
  ///        InvalidRequestException while it is scheduled for deletion
  Outcome<StoredSecret*> find_usable(std::string_view region, std::string_view id,
                                     core::Timestamp now);
  /// Null when there is none.
  [[nodiscard]] const StoredSecret* find(std::string_view region, std::string_view id) const;

  [[nodiscard]] const std::string& account() const noexcept { return account_; }
  [[nodiscard]] const std::vector<StoredSecret>& all() const noexcept { return secrets_; }
  void replace_all(std::vector<StoredSecret> secrets) { secrets_ = std::move(secrets); }

 private:
  /// Forgets secrets whose deletion date has come.
  void purge(core::Timestamp now);
  StoredSecret* find(std::string_view region, std::string_view id);

  std::string account_;
  std::vector<StoredSecret> secrets_;
};

}  // namespace atb::aws_simulator
