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

tl::unexpected<core::Error> unknown_outcome(const LabelMove& move, std::string_view why) {
  return core::fail(
      ErrorKind::temporary, "secrets.outcome_unknown",
      fmt::format("whether version {} of {} is in force is not known: {}", move.to, move.secret_id,
                  why),
      "No setting is lost either way. Run the same command again: it looks first, then finishes or "
      "says that nothing is left to do.");
}

tl::unexpected<core::Error> not_moved(const LabelMove& move, core::Error error,
                                      std::string_view consequence) {
  error.message = fmt::format("{}; {}", error.message, consequence);
  if (error.kind == ErrorKind::temporary)
    error.advice +=
        fmt::format("{}Run the same command again: it goes on with version {}, which is stored.",
                    error.advice.empty() ? "" : "\n", move.to);
  return tl::unexpected<core::Error>(std::move(error));
}

/// One move whose answer was an error.
class Aftermath {
 public:
  Aftermath(aws::SecretsManager& manager, const LabelMove& move, core::Error error)
      : manager_{manager},
        move_{move},
        error_{std::move(error)},
        is_certain_{error_.kind != ErrorKind::temporary && error_.kind != ErrorKind::internal &&
                    !manager.client().may_have_had_effect()} {}

  Result<Moved> judge() {
    const auto current = manager_.get_secret_value(move_.secret_id, {});
    if (!current)
      return is_certain_ ? not_moved(move_, error_, still_none())
                         : unknown_outcome(move_, current.error().message);
    if (current->version_id == move_.to) return Moved{move_.to, true, {}};
    if (current->version_id != move_.from) return judge_other(*current);
    if (is_certain_ && error_.kind != ErrorKind::refused)
      return not_moved(move_, error_, still_on_from());
    return judge_unmoved();
  }

 private:
  std::string still_none() const {
    return fmt::format("version {} was not put in force", move_.to);
  }
  std::string still_on_from() const {
    return fmt::format("AWSCURRENT is still on version {}", move_.from);
  }

  /// The look finds the label where it was. After a lost answer that may be what was before.
  Result<Moved> judge_unmoved() {
    const auto ours = manager_.get_secret_value(move_.secret_id, {.version_id = move_.to});
    if (ours && has_stage(*ours, kCurrent)) return Moved{move_.to, true, {}};
    if (is_certain_) return not_moved(move_, error_, still_none());
    if (!ours) return unknown_outcome(move_, ours.error().message);
    // A refused retry says that the label had left; AWSPREVIOUS, that it may have been here.
    if (error_.kind == ErrorKind::refused || has_stage(*ours, kPrevious))
      return unknown_outcome(move_, error_.message);
    return not_moved(move_, error_, still_on_from());
  }

  /// Another version is in force: after ours, or instead of it.
  Result<Moved> judge_other(const aws::SecretValue& current) {
    const auto theirs = settings::parse_secret_json(current.value.reveal());
    const bool is_wanted = theirs && move_.is_wanted && move_.is_wanted(*theirs);
    // AWSPREVIOUS is on the version that was in force right before this one.
    const auto ours = manager_.get_secret_value(move_.secret_id, {.version_id = move_.to});
    if (ours && has_stage(*ours, kPrevious))
      return Moved{current.version_id, true,
                   fmt::format("version {} was in force and another writer has replaced it by {}",
                               move_.to, current.version_id)};
    if (is_wanted)
      return Moved{current.version_id, false,
                   fmt::format("another writer put version {} in force, which holds the same",
                               current.version_id)};
    if (!ours && !is_certain_) return unknown_outcome(move_, ours.error().message);
    const settings::Values nothing;
    const auto changes =
        theirs ? in_words(settings::difference(move_.before ? *move_.before : nothing, *theirs))
               : std::string{"it holds no valid settings"};
    return core::fail(
        ErrorKind::refused, "secrets.moved_meanwhile",
        fmt::format(
            "another writer moved AWSCURRENT of {} from version {} to {} meanwhile: version "
            "{} was not put in force",
            move_.secret_id, move_.from.empty() ? "none" : move_.from, current.version_id,
            move_.to),
        fmt::format("What the other writer did: {}.\nRun the same command again: it starts from "
                    "version {}.",
                    changes, current.version_id));
  }

  aws::SecretsManager& manager_;
  const LabelMove& move_;
  core::Error error_;
  bool is_certain_;  ///< no try of the move can have had its effect
};

}  // namespace

Result<Moved> move_current(aws::SecretsManager& manager, const LabelMove& move) {
  const auto moved = manager.update_secret_version_stage(
      move.secret_id,
      {.stage = std::string{kCurrent}, .remove_from = move.from, .move_to = move.to});
  if (moved) return Moved{move.to, true, {}};
  return Aftermath{manager, move, moved.error()}.judge();
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
