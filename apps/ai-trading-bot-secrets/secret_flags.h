#pragma once

#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "aws/session.h"
#include "common/program.h"
#include "secrets/target.h"

namespace atb::app {

/// The options that every verb of this program takes.
struct SecretFlags {
  std::string environment = "staging";
  std::string secret_id;
  aws::SessionOptions session;
};
void add_secret_flags(CLI::App& verb, SecretFlags& flags);

/// `--version-id` and `--version-stage` of the verbs that read.
void add_version_flags(CLI::App& verb, aws::VersionSelector& version);

/// A connection to Secrets Manager; what is odd about it is printed as a warning.
[[nodiscard]] core::Result<aws::Session> open_session(const SecretFlags& flags);

/// "warning: …" on stderr, one line each.
void print_warnings(const std::vector<std::string>& warnings);

}  // namespace atb::app
