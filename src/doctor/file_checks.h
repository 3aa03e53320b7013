#pragma once

#include <filesystem>
#include <optional>

#include "core/time.h"
#include "doctor/finding.h"
#include "files/owner.h"
#include "settings/settings.h"
#include "settings/values.h"

/// The `.env` in place: there, private, owned by the right user, whole, fresh, and the secret's.
namespace atb::doctor {

struct FileState {
  Findings findings;
  std::optional<settings::Values> values;
  std::string version;  ///< of the secret, as the file names it and the bot tells it; may be empty
};

struct FileExpectation {
  std::filesystem::path env_file;
  std::optional<files::Owner> owner;  ///< whose file it should be; nothing: not judged
  settings::Environment environment = settings::Environment::staging;
  std::string secret_id;
  const settings::Values* secret = nullptr;  ///< what the secret holds now; null: unknown
  std::string secret_version;
  core::Timestamp now;
};

[[nodiscard]] FileState check_file(const FileExpectation& expected);

}  // namespace atb::doctor
