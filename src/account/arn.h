#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

/// Amazon Resource Names taken apart, as far as policies and audits need it.
namespace atb::account {

/// "arn:<partition>:<service>:<region>:<account>:<resource>"; region and account may be empty.
struct Arn {
  std::string partition;  ///< "aws", "aws-cn", "aws-us-gov"
  std::string service;
  std::string region;
  std::string account;
  std::string resource;  ///< all after the fifth colon, colons and slashes included

  friend bool operator==(const Arn&, const Arn&) = default;
};

/// @error secrets.not_an_arn (usage)
[[nodiscard]] core::Result<Arn> parse_arn(std::string_view text);
[[nodiscard]] std::string to_text(const Arn& arn);

/// Who calls AWS, from the ARN that GetCallerIdentity tells.
struct Caller {
  std::string arn;
  std::string partition;
  std::string account;
  std::string role;  ///< name of the role that was taken on, without its path; empty: no role
};

/// @error secrets.not_an_arn (internal)
[[nodiscard]] core::Result<Caller> parse_caller(std::string_view arn);

/// The name of a secret: a plain name as it is; of an ARN what follows "secret:", without the six
/// random characters that a full ARN ends with.
[[nodiscard]] std::string secret_name(std::string_view secret_id);

/// True when the text ends with a hyphen and six letters or digits, as full ARNs of secrets do.
[[nodiscard]] bool has_random_end(std::string_view text);

}  // namespace atb::account
