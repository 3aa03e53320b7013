#include "secrets/change/redacted_diff.h"

#include "settings/display.h"

namespace atb::secrets {

std::vector<DiffLine> redacted_diff(const settings::Values& before, const settings::Values& after) {
  std::vector<DiffLine> lines;
  for (const auto& [name, value] : after) {
    const auto* const old = before.find(name);
    if (old == nullptr)
      lines.push_back({DiffLine::Kind::added,
                       settings::displayed_name(name),
                       {},
                       settings::displayed(name, value)});
    else if (!old->equals(value))
      lines.push_back({DiffLine::Kind::changed, settings::displayed_name(name),
                       settings::displayed(name, *old), settings::displayed(name, value)});
  }
  for (const auto& [name, value] : before)
    if (after.find(name) == nullptr)
      lines.push_back({DiffLine::Kind::removed,
                       settings::displayed_name(name),
                       settings::displayed(name, value),
                       {}});
  return lines;
}

std::string_view name_of(DiffLine::Kind kind) noexcept {
  switch (kind) {
    case DiffLine::Kind::added:
      return "added";
    case DiffLine::Kind::changed:
      return "changed";
    case DiffLine::Kind::removed:
      return "removed";
  }
  return "";
}

}  // namespace atb::secrets
