#include "doctor/finding.h"

#include <algorithm>

namespace atb::doctor {

std::string_view name_of(Health health) noexcept {
  switch (health) {
    case Health::good:
      return "ok";
    case Health::warning:
      return "warning";
    case Health::broken:
      return "broken";
    case Health::skipped:
      return "skipped";
  }
  return "broken";
}

Finding good(std::string check, std::string text) {
  return {std::move(check), Health::good, std::move(text), "", ""};
}

Finding warning(std::string check, std::string text, std::string cure) {
  return {std::move(check), Health::warning, std::move(text), "", std::move(cure)};
}

Finding broken(std::string check, std::string text, std::string cure) {
  return {std::move(check), Health::broken, std::move(text), "", std::move(cure)};
}

Finding skipped(std::string check, std::string text) {
  return {std::move(check), Health::skipped, std::move(text), "", ""};
}

Finding broken_by(std::string check, const core::Error& error) {
  return {std::move(check), Health::broken, error.message, error.code, error.advice};
}

Health worst(const Findings& findings) noexcept {
  const auto holds = [&](Health health) {
    return std::any_of(findings.begin(), findings.end(),
                       [health](const Finding& finding) { return finding.health == health; });
  };
  if (holds(Health::broken)) return Health::broken;
  return holds(Health::warning) ? Health::warning : Health::good;
}

}  // namespace atb::doctor
