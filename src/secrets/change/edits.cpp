#include "secrets/change/edits.h"

#include <utility>

#include <fmt/format.h>

#include "core/nearest.h"
#include "settings/display.h"
#include "settings/env_file.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

constexpr std::string_view kEnvironment = "ENVIRONMENT";

std::vector<std::string> names_of(const Values& values) {
  std::vector<std::string> names;
  for (const auto& entry : values) names.push_back(settings::displayed_name(entry.name));
  return names;
}

tl::unexpected<core::Error> needs_environment() {
  return core::fail(
      ErrorKind::settings, "secrets.needs_environment",
      "ENVIRONMENT cannot be taken out: it says whose settings these are, and without "
      "it the bot does not trade live; nothing was changed",
      "Leave it out of the names.");
}

}  // namespace

void note_environment(Values& values, settings::Environment environment) {
  const auto* const said = values.find(kEnvironment);
  if (said == nullptr || said->empty())
    values.set(kEnvironment, core::SecretString{settings::name_of(environment)});
}

Edit set_values(Values values, settings::Environment environment) {
  const auto wanted = std::make_shared<const Values>(std::move(values));
  return [wanted, environment](const Values& in_force) -> Result<Values> {
    Values after = in_force.clone();
    for (const auto& [name, value] : *wanted) after.set(name, value.clone());
    if (!settings::difference(in_force, after).empty()) note_environment(after, environment);
    return after;
  };
}

Edit unset_names(std::vector<std::string> names, settings::Environment environment) {
  return [names = std::move(names), environment](const Values& in_force) -> Result<Values> {
    Values after = in_force.clone();
    for (const auto& name : names) {
      if (name == kEnvironment) return needs_environment();
      if (after.erase(name)) continue;
      // What is no name may be a value that was typed in its place.
      if (!settings::is_writable_name(name))
        return core::fail(ErrorKind::not_found, "secrets.no_such_key",
                          "the secret has no key of one of the names; nothing was changed",
                          fmt::format("It has: {}", fmt::join(names_of(in_force), ", ")));
      const std::string meant = core::nearest(name, names_of(in_force));
      return core::fail(ErrorKind::not_found, "secrets.no_such_key",
                        fmt::format("the secret has no {}; nothing was changed", name),
                        meant.empty()
                            ? fmt::format("It has: {}", fmt::join(names_of(in_force), ", "))
                            : fmt::format("Did you mean {}?", meant));
    }
    note_environment(after, environment);
    return after;
  };
}

}  // namespace atb::secrets
