#pragma once

#include <string>

#include "aws/client.h"
#include "aws/sts_port.h"
#include "core/error.h"

namespace atb::aws {

/// Whom AWS sees behind a key.
struct CallerIdentity {
  std::string account;  ///< twelve digits
  std::string arn;      ///< of a role in use: "arn:aws:sts::A:assumed-role/ROLE/SESSION"
  std::string user_id;
};

/// The Security Token Service. Errors: those of Client::call; aws.answer_malformed (internal).
class Sts {
 public:
  /// @param client  of kSts
  explicit Sts(Client client) : client_{std::move(client)} {}

  /// Needs no permission and cannot be denied: an error is one of the key, the clock or the
  /// network.
  [[nodiscard]] core::Result<CallerIdentity> get_caller_identity();

  /// @return  a temporary key with `expires`; `source` is left empty
  [[nodiscard]] core::Result<Credentials> assume_role(const AssumeRoleRequest& request);

  /// Sent without a signature: the token is the proof.
  /// @return  as assume_role
  [[nodiscard]] core::Result<Credentials> assume_role_with_web_identity(
      const WebIdentityRequest& request);

 private:
  Client client_;
};

}  // namespace atb::aws
