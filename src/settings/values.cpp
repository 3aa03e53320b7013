#include "settings/values.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace atb::settings {

std::vector<Values::Entry>::iterator Values::position(std::string_view name) noexcept {
  return std::find_if(entries_.begin(), entries_.end(),
                      [name](const Entry& entry) { return entry.name == name; });
}

core::Result<void> Values::insert(std::string_view name, core::SecretString value) {
  if (find(name) != nullptr)
    return core::fail(core::ErrorKind::settings, "values.duplicate",
                      fmt::format("{} is given twice", name), "Keep one of them.");
  entries_.push_back({std::string{name}, std::move(value)});
  return {};
}

void Values::set(std::string_view name, core::SecretString value) {
  const auto found = position(name);
  if (found == entries_.end())
    entries_.push_back({std::string{name}, std::move(value)});
  else
    found->value = std::move(value);
}

bool Values::erase(std::string_view name) {
  const auto found = position(name);
  if (found == entries_.end()) return false;
  entries_.erase(found);
  return true;
}

const core::SecretString* Values::find(std::string_view name) const noexcept {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [name](const Entry& entry) { return entry.name == name; });
  return found == entries_.end() ? nullptr : &found->value;
}

Values Values::clone() const {
  Values copy;
  copy.entries_.reserve(entries_.size());
  for (const auto& entry : entries_) copy.entries_.push_back({entry.name, entry.value.clone()});
  return copy;
}

bool Values::equals(const Values& other) const noexcept {
  return std::equal(begin(), end(), other.begin(), other.end(), [](const auto& a, const auto& b) {
    return a.name == b.name && a.value.equals(b.value);
  });
}

Difference difference(const Values& before, const Values& after) {
  Difference found;
  for (const auto& [name, value] : after) {
    const auto* const old = before.find(name);
    if (old == nullptr)
      found.added.push_back(name);
    else if (!old->equals(value))
      found.changed.push_back(name);
  }
  for (const auto& entry : before)
    if (after.find(entry.name) == nullptr) found.removed.push_back(entry.name);
  return found;
}

}  // namespace atb::settings
