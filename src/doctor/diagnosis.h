#pragma once

#include <filesystem>
#include <optional>

#include "doctor/access_checks.h"
#include "doctor/finding.h"
#include "doctor/outside_checks.h"
#include "doctor/secret_checks.h"
#include "doctor/service_checks.h"
#include "files/owner.h"

namespace atb::doctor {

/// Everything that is looked at, and how.
struct Probes {
  AccessProbes access;
  SecretProbes secret;
  OutsideProbes outside;
  ServiceProbes service;
  std::filesystem::path env_file;
  std::optional<files::Owner> owner;  ///< whose the file should be
};

/// Runs all checks in the order in which one explains the next. Changes nothing. Binance, database
/// and Slack are asked with the secret's settings, or the file's where the secret cannot be read.
[[nodiscard]] Findings diagnose(const Probes& probes);

}  // namespace atb::doctor
