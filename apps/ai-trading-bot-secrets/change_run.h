#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "ai-trading-bot-secrets/secret_flags.h"
#include "secrets/change/change.h"
#include "secrets/change/redacted_diff.h"

namespace atb::app {

/// The options of verbs that change a secret.
struct ChangeFlags {
  SecretFlags secret;
  bool dry_run = false;
  bool yes = false;
};
void add_change_flags(CLI::App& verb, ChangeFlags& flags);

/// One line for each key that differs, values masked where they are secret.
[[nodiscard]] std::string text_of(const std::vector<secrets::DiffLine>& lines);
[[nodiscard]] nlohmann::ordered_json json_of(const std::vector<secrets::DiffLine>& lines);

/// Shows what will change on stderr, and asks before it happens in production.
/// @error as confirm
[[nodiscard]] core::Result<void> show_and_confirm(const ChangeFlags& flags,
                                                  const secrets::Target& target,
                                                  const std::vector<secrets::DiffLine>& lines,
                                                  const std::vector<std::string>& warnings);

/// Carries a plan out after showing it, or only shows it with --dry-run, and prints the outcome.
/// @return  the report of what was done; nothing was done in a dry run (no version id)
[[nodiscard]] core::Result<secrets::ChangeReport> carry_out(aws::SecretsManager& manager,
                                                            const secrets::ChangePlan& plan,
                                                            const ChangeFlags& flags);

/// "written", "finished", "unchanged", "abandoned" (only AWSPENDING was taken off), in a dry run
/// "would_write", "would_finish" and "would_abandon".
[[nodiscard]] std::string_view outcome_name(secrets::ChangeOutcome outcome, bool dry_run);

/// Prints the outcome of a change; JSON: secret, environment, outcome, base_version, version_id,
/// replaced_by (another writer's version that is in force already),
/// changes[{name,change,before,after}], warnings[], dry_run
core::Result<void> print_change(const secrets::ChangePlan& plan,
                                const secrets::ChangeReport& report, const ChangeFlags& flags,
                                Format format);

}  // namespace atb::app
