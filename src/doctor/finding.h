#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace atb::doctor {

enum class Health {
  good,
  warning,  ///< works, but should not stay so
  broken,   ///< something does not work, or is not safe
  skipped,  ///< cannot be told before another finding is mended
};

/// "ok", "warning", "broken", "skipped".
[[nodiscard]] std::string_view name_of(Health health) noexcept;

/// What one check found. Never holds a secret value.
struct Finding {
  std::string check;  ///< stable name: "identity", "env-file-mode"
  Health health = Health::good;
  std::string text;  ///< what was found, with the cause, one sentence
  std::string code;  ///< of the error behind it; may be empty
  std::string cure;  ///< what to do; empty where nothing is wrong
};

using Findings = std::vector<Finding>;

[[nodiscard]] Finding good(std::string check, std::string text);
[[nodiscard]] Finding warning(std::string check, std::string text, std::string cure);
[[nodiscard]] Finding broken(std::string check, std::string text, std::string cure);
[[nodiscard]] Finding skipped(std::string check, std::string text);
/// An error as it came: its message is the cause, its advice the cure.
[[nodiscard]] Finding broken_by(std::string check, const core::Error& error);

/// The worst of them; skipped counts as good.
[[nodiscard]] Health worst(const Findings& findings) noexcept;

}  // namespace atb::doctor
