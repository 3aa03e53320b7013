#include "secrets/change/versions.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "secrets/change/label_move.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

/// Newest first; of the same second, what is in force before the rest.
bool is_newer(const aws::SecretVersion& a, const aws::SecretVersion& b) {
  const auto time = [](const aws::SecretVersion& version) {
    return version.created.value_or(core::Timestamp{});
  };
  if (time(a) != time(b)) return time(a) > time(b);
  return has_stage(a, kCurrent) && !has_stage(b, kCurrent);
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

Result<std::optional<core::Timestamp>> oldest_with_key(
    aws::SecretsManager& manager, const Target& target,
    const std::vector<aws::SecretVersion>& versions, const Values& in_force) {
  if (in_force.find("BINANCE_API_KEY") == nullptr) return std::optional<core::Timestamp>{};
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    if (!version->created || is_only_pending(*version)) continue;
    const auto values = read(manager, target, version->version_id);
    if (!values && values.error().kind == ErrorKind::temporary)
      return tl::unexpected<core::Error>(values.error());
    if (values && same_key(*values, in_force)) return version->created;
  }
  return std::optional<core::Timestamp>{};
}

/// Tells in each row what it changed against the next older one that could be read.
void compare(std::vector<VersionRow>& rows, const std::vector<Result<Values>>& contents) {
  const Values* newer = nullptr;
  VersionRow* newer_row = nullptr;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (!contents[i]) continue;
    if (newer != nullptr) newer_row->changes = settings::difference(*contents[i], *newer);
    newer = &*contents[i];
    newer_row = &rows[i];
  }
}

}  // namespace

bool has_stage(const aws::SecretVersion& version, std::string_view stage) {
  return std::find(version.stages.begin(), version.stages.end(), stage) != version.stages.end();
}

bool is_only_pending(const aws::SecretVersion& version) {
  return has_stage(version, kPending) && !has_stage(version, kCurrent) &&
         !has_stage(version, kPrevious);
}

Result<std::vector<aws::SecretVersion>> newest_first(aws::SecretsManager& manager,
                                                     const Target& target, bool with_deprecated) {
  ATB_ASSIGN(auto versions, manager.list_secret_version_ids(target.secret_id, with_deprecated));
  std::stable_sort(versions.begin(), versions.end(), is_newer);
  return versions;
}

Result<VersionList> list_versions(aws::SecretsManager& manager, const Target& target,
                                  bool with_deprecated) {
  ATB_ASSIGN(const auto versions, newest_first(manager, target, true));
  VersionList list;
  std::vector<Result<Values>> contents;
  std::size_t current = versions.size();
  for (const auto& version : versions) {
    if (version.stages.empty() && !with_deprecated) {
      ++list.left_out;
      continue;
    }
    if (has_stage(version, kCurrent)) current = contents.size();
    contents.push_back(read(manager, target, version.version_id));
    const auto& content = contents.back();
    list.versions.push_back({version.version_id, version.stages, version.created, std::nullopt,
                             content ? std::string{} : content.error().message});
  }
  compare(list.versions, contents);
  if (current < contents.size() && contents[current]) {
    ATB_ASSIGN(list.key_since, oldest_with_key(manager, target, versions, *contents[current]));
  }
  return list;
}

Result<std::optional<core::Timestamp>> binance_key_since(aws::SecretsManager& manager,
                                                         const Target& target,
                                                         const Values& in_force) {
  ATB_ASSIGN(const auto versions, newest_first(manager, target, true));
  return oldest_with_key(manager, target, versions, in_force);
}

}  // namespace atb::secrets
