#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"

/// One call to Secrets Manager as CloudTrail recorded it. Pure.
namespace atb::account {

/// What a call does to a secret.
enum class AuditKind {
  read,    ///< the value went out
  change,  ///< value, labels, policy, key, deletion
  look     ///< metadata only
};

/// How a call ended.
enum class AuditOutcome {
  done,
  denied,  ///< for want of a right, at the secret or at its key
  failed   ///< for another reason: no such secret or version, throttled, malformed
};

struct AuditEvent {
  core::Timestamp time;
  std::string action;     ///< "GetSecretValue"
  std::string who;        ///< ARN of the caller, else the service or type that CloudTrail names
  std::string role_arn;   ///< of the role that was taken on; empty: no role
  std::string error;      ///< "AccessDenied"; empty: it succeeded
  std::string source_ip;  ///< or the name of an AWS service
  std::string version;    ///< version id or stage that was asked for; empty: the current one
  std::vector<std::string> secret_ids;  ///< as the caller wrote them; empty: not recorded
  std::string error_message;            ///< of a refused call; names caller and resource
  AuditKind kind = AuditKind::look;
  AuditOutcome outcome = AuditOutcome::done;
  bool unknown = false;  ///< a read, or an attempt to read, by none of the known
};

/// Reads the JSON of one event. Nothing when it is no JSON, has no time or no name.
/// Source: CloudTrail record contents.
[[nodiscard]] std::optional<AuditEvent> parse_audit_event(std::string_view json);

/// True when the event is about the secret: by name, full or partial ARN in its parameters, or,
/// where a refused call is recorded without them, by the words of its error.
[[nodiscard]] bool is_about(const AuditEvent& event, std::string_view secret_name);

/// Marks reads by anyone but the known. A role is known by its ARN, or by its name when it is of
/// that account, whatever its session; a user by the ARN.
void mark_unknown(AuditEvent& event, const std::vector<std::string>& known,
                  const std::string& account);

[[nodiscard]] std::string_view name_of(AuditKind kind);
/// "done", "denied", "failed".
[[nodiscard]] std::string_view name_of(AuditOutcome outcome);

}  // namespace atb::account
