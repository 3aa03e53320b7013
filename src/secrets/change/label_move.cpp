#include "secrets/change/label_move.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

bool has_stage(const aws::SecretValue& version, std::string_view stage) {
  return std::find(version.stages.begin(), version.stages.end(), stage) != version.stages.end();
}

tl::unexpected<core::Error> unknown_outcome(const LabelMove& move, const core::Error& cause) {
  return core::fail(
      ErrorKind::temporary, "secrets.outcome_unknown",
      fmt::format("whether version {} of {} is in force is not known: {}", move.to, move.secret_id,
                  cause.message),
      "No setting is lost either way. Run the same command again: it looks first, then finishes or "
      "says that nothing is left to do.");
}

tl::unexpected<core::Error> not_moved(const LabelMove& move, core::Error error) {
  error.message = fmt::format("{}; AWSCURRENT is still on version {}", error.message,
                              move.from.empty() ? "none" : move.from);
  if (error.kind == ErrorKind::temporary)
    error.advice +=
        fmt::format("{}Run the same command again: it goes on with version {}, which is stored.",
                    error.advice.empty() ? "" : "\n", move.to);
  return tl::unexpected<core::Error>(std::move(error));
}

/// Another version is in force: after ours, or instead of it.
Result<std::string> judge_other(aws::SecretsManager& manager, const LabelMove& move,
                                const aws::SecretValue& current) {
  const auto theirs = settings::parse_secret_json(current.value.reveal());
  if (theirs && move.is_wanted && move.is_wanted(*theirs))
    return fmt::format("another writer put version {} in force, which holds the same",
                       current.version_id);
  // AWSPREVIOUS is on the version that was in force right before this one.
  const auto ours = manager.get_secret_value(move.secret_id, {.version_id = move.to});
  if (!ours) return unknown_outcome(move, ours.error());
  if (has_stage(*ours, kPrevious))
    return fmt::format("version {} was in force and another writer has replaced it by {}", move.to,
                       current.version_id);
  const settings::Values nothing;
  const auto changes =
      theirs ? in_words(settings::difference(move.before ? *move.before : nothing, *theirs))
             : std::string{"it holds no valid settings"};
  return core::fail(
      ErrorKind::refused, "secrets.moved_meanwhile",
      fmt::format("another writer moved AWSCURRENT of {} from version {} to {} meanwhile: version "
                  "{} was not put in force",
                  move.secret_id, move.from.empty() ? "none" : move.from, current.version_id,
                  move.to),
      fmt::format("What the other writer did: {}.\nRun the same command again: it starts from "
                  "version {}.",
                  changes, current.version_id));
}

}  // namespace

Result<std::string> move_current(aws::SecretsManager& manager, const LabelMove& move) {
  const auto moved = manager.update_secret_version_stage(
      move.secret_id,
      {.stage = std::string{kCurrent}, .remove_from = move.from, .move_to = move.to});
  if (moved) return std::string{};
  const auto current = manager.get_secret_value(move.secret_id, {});
  if (!current) return unknown_outcome(move, current.error());
  if (current->version_id == move.to) return std::string{};
  if (current->version_id == move.from) return not_moved(move, moved.error());
  return judge_other(manager, move, *current);
}

std::string drop_pending(aws::SecretsManager& manager, const std::string& secret_id,
                         const std::string& version_id) {
  const auto dropped = manager.update_secret_version_stage(
      secret_id, {.stage = std::string{kPending}, .remove_from = version_id, .move_to = {}});
  if (dropped) return {};
  // Another writer's AWSPENDING takes the label off ours: then there is nothing to remove.
  const auto version = manager.get_secret_value(secret_id, {.version_id = version_id});
  if (version && !has_stage(*version, kPending)) return {};
  return fmt::format("version {} of {} may still carry AWSPENDING, which does no harm: {}",
                     version_id, secret_id, dropped.error().message);
}

std::string in_words(const settings::Difference& changes) {
  std::vector<std::string> parts;
  const auto add = [&parts](std::string_view what, const std::vector<std::string>& names) {
    if (!names.empty()) parts.push_back(fmt::format("{} {}", what, fmt::join(names, ", ")));
  };
  add("added", changes.added);
  add("changed", changes.changed);
  add("removed", changes.removed);
  return parts.empty() ? "no setting" : fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace atb::secrets
