#pragma once

#include <string>
#include <vector>

#include "ai-trading-bot-secrets/secret_flags.h"
#include "core/error.h"
#include "secrets/change/change.h"
#include "secrets/rotation/abort.h"
#include "secrets/target.h"

namespace atb::app {

/// What is told at the end of each of the three ways of rotate.
struct RotationTold {
  std::string outcome;
  std::string version_id;  ///< in force; empty: not asked
  std::vector<std::string> old_keys;
  std::string new_key;
  bool dry_run = false;
  bool confirmed = false;             ///< the running bot works with it
  std::vector<std::string> warnings;  ///< all that stderr was told

  [[nodiscard]] std::string old_key() const { return old_keys.empty() ? "" : old_keys.front(); }
};

/// What comes next for people. An old key is told to be deleted only when the bot is known to work
/// with the new one.
[[nodiscard]] std::string text_of_rotation(const RotationTold& told, const SecretFlags& flags);
[[nodiscard]] std::string text_of_finish(const RotationTold& told);
[[nodiscard]] std::string text_of_abort(const RotationTold& told, secrets::AbortWay way,
                                        const SecretFlags& flags);

/// Prints the text, or the JSON object of --help.
core::Result<void> print_rotation(const secrets::Target& target, const RotationTold& told,
                                  const std::string& text, Format format);

}  // namespace atb::app
