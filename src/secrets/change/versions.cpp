#include "secrets/change/versions.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "secrets/change/label_move.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

bool has_stage(const std::vector<std::string>& stages, std::string_view stage) {
  return std::find(stages.begin(), stages.end(), stage) != stages.end();
}

/// Newest first; of the same second, what is in force before the rest.
bool is_newer(const aws::SecretVersion& a, const aws::SecretVersion& b) {
  const auto time = [](const aws::SecretVersion& version) {
    return version.created.value_or(core::Timestamp{});
  };
  if (time(a) != time(b)) return time(a) > time(b);
  return has_stage(a.stages, kCurrent) && !has_stage(b.stages, kCurrent);
}

Result<std::vector<aws::SecretVersion>> newest_first(aws::SecretsManager& manager,
                                                     const Target& target, bool with_deprecated) {
  ATB_ASSIGN(auto versions, manager.list_secret_version_ids(target.secret_id, with_deprecated));
  std::stable_sort(versions.begin(), versions.end(), is_newer);
  return versions;
}

Result<Values> read(aws::SecretsManager& manager, const Target& target,
                    const std::string& version_id) {
  ATB_ASSIGN(const auto version,
             manager.get_secret_value(target.secret_id, {.version_id = version_id}));
  return settings::parse_secret_json(version.value.reveal());
}

bool same_key(const Values& a, const Values& b) {
  const auto* const first = a.find("BINANCE_API_KEY");
  const auto* const second = b.find("BINANCE_API_KEY");
  return first != nullptr && second != nullptr && first->equals(*second);
}

/// Goes back in time from the version in force for as long as the key is the same.
std::optional<core::Timestamp> key_since(const std::vector<VersionRow>& rows,
                                         const std::vector<Result<Values>>& contents) {
  std::optional<core::Timestamp> since;
  const Values* in_force = nullptr;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!contents[i]) continue;
    if (in_force == nullptr) {
      if (!has_stage(rows[i].stages, kCurrent)) continue;
      in_force = &*contents[i];
    }
    if (!same_key(*in_force, *contents[i])) break;
    since = rows[i].created;
  }
  return since;
}

/// Whether a version from before a time holds the key that is in force.
bool holds_key_before(aws::SecretsManager& manager, const Target& target,
                      const std::vector<aws::SecretVersion>& versions,
                      std::optional<core::Timestamp> time, const Values& in_force) {
  return std::any_of(versions.begin(), versions.end(), [&](const aws::SecretVersion& version) {
    if (!time || !version.created || *version.created >= *time) return false;
    const auto values = read(manager, target, version.version_id);
    return values && values->find("BINANCE_API_KEY") != nullptr && same_key(*values, in_force);
  });
}

}  // namespace

Result<VersionList> list_versions(aws::SecretsManager& manager, const Target& target,
                                  bool with_deprecated) {
  ATB_ASSIGN(const auto versions, newest_first(manager, target, with_deprecated));
  VersionList list;
  std::vector<Result<Values>> contents;
  for (const auto& version : versions) {
    contents.push_back(read(manager, target, version.version_id));
    const auto& content = contents.back();
    list.versions.push_back({version.version_id, version.stages, version.created, std::nullopt,
                             content ? std::string{} : content.error().message});
  }
  const Values* newer = nullptr;
  VersionRow* newer_row = nullptr;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (!contents[i]) continue;
    if (newer != nullptr) newer_row->changes = settings::difference(*contents[i], *newer);
    newer = &*contents[i];
    newer_row = &list.versions[i];
  }
  list.key_since = key_since(list.versions, contents);
  return list;
}

Result<OldPair> find_old_pair(aws::SecretsManager& manager, const Target& target,
                              const Values& in_force) {
  ATB_ASSIGN(auto versions, newest_first(manager, target, true));
  std::stable_partition(versions.begin(), versions.end(), [](const aws::SecretVersion& version) {
    return has_stage(version.stages, kPrevious);
  });
  for (const auto& version : versions) {
    // What is only pending was never in use.
    if (has_stage(version.stages, kPending)) continue;
    const auto values = read(manager, target, version.version_id);
    if (!values && values.error().kind == ErrorKind::temporary)
      return tl::unexpected<core::Error>(values.error());
    if (values && values->find("BINANCE_API_KEY") != nullptr &&
        values->find("BINANCE_API_SECRET") != nullptr && !same_key(*values, in_force))
      return OldPair{version.version_id, has_stage(version.stages, kPrevious), pair_of(*values),
                     holds_key_before(manager, target, versions, version.created, in_force)};
  }
  return core::fail(ErrorKind::not_found, "secrets.no_old_pair",
                    fmt::format("no version of {} holds another Binance key", target.secret_id),
                    "AWS keeps versions without a label for a day or more, not for ever.\n"
                    "Look in Binance's API Management for keys that are still there.");
}

Values pair_of(const Values& values) {
  Values pair;
  for (const char* name : {"BINANCE_API_KEY", "BINANCE_API_SECRET"})
    if (const auto* const value = values.find(name)) pair.set(name, value->clone());
  return pair;
}

}  // namespace atb::secrets
