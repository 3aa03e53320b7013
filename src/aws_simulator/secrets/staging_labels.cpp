#include "aws_simulator/secrets/staging_labels.h"

#include <algorithm>

namespace atb::aws_simulator {
namespace {

template <class All, class Predicate>
auto* find_where(All& versions, Predicate predicate) {
  const auto at = std::find_if(versions.begin(), versions.end(), predicate);
  return at == versions.end() ? nullptr : &*at;
}

void move_label(Versions& versions, SecretVersion& to, std::string_view label) {
  for (auto& version : versions)
    if (const auto at = version.stages.find(label); at != version.stages.end())
      version.stages.erase(at);
  to.stages.emplace(label);
}

}  // namespace

SecretVersion* find_version(Versions& versions, std::string_view id) {
  return find_where(versions, [&](const SecretVersion& version) { return version.id == id; });
}
const SecretVersion* find_version(const Versions& versions, std::string_view id) {
  return find_where(versions, [&](const SecretVersion& version) { return version.id == id; });
}
SecretVersion* find_stage(Versions& versions, std::string_view label) {
  return find_where(versions,
                    [&](const SecretVersion& version) { return version.stages.contains(label); });
}
const SecretVersion* find_stage(const Versions& versions, std::string_view label) {
  return find_where(versions,
                    [&](const SecretVersion& version) { return version.stages.contains(label); });
}

void attach_stage(Versions& versions, SecretVersion& to, std::string_view label) {
  SecretVersion* const holder = find_stage(versions, label);
  if (holder == &to) return;
  move_label(versions, to, label);
  if (label == kCurrent && holder != nullptr) move_label(versions, *holder, kPrevious);
}

}  // namespace atb::aws_simulator
