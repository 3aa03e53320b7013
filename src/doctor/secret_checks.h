#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"
#include "doctor/access_checks.h"
#include "doctor/finding.h"
#include "settings/settings.h"
#include "settings/values.h"

/// The secret: is it there, may we read it, is it what the bot needs.
namespace atb::doctor {

struct SecretProbes {
  std::string secret_id;  ///< name or ARN as it was asked for
  settings::Environment environment = settings::Environment::staging;
  std::function<core::Result<aws::SecretDescription>()> describe;
  std::function<core::Result<aws::SecretValue>()> read;
  std::function<core::Result<std::vector<std::string>>()> names;  ///< all secrets of the region
  std::function<core::Result<aws::SecretValue>()> read_other;     ///< of the other environment
  /// The oldest version that holds the Binance key in force; nothing where none tells.
  std::function<core::Result<std::optional<core::Timestamp>>()> key_since;
  core::Timestamp now;
};

struct SecretState {
  Findings findings;
  std::optional<settings::Values> values;  ///< as they are, right or wrong; nothing: not read
  std::string version_id;                  ///< of the values
};

/// @param identity  who asks, for the words
[[nodiscard]] SecretState check_secret(const SecretProbes& probes, const Access& access);

}  // namespace atb::doctor
