#include "secrets/change/change.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "secrets/change/label_move.h"
#include "secrets/checked_values.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

constexpr std::string_view kGoBack =
    "Go back to a good version: ai-trading-bot-secrets versions, then\n"
    "ai-trading-bot-secrets rollback";

tl::unexpected<core::Error> advise(core::Error error, std::string_view advice) {
  error.advice += fmt::format("{}{}", error.advice.empty() ? "" : "\n", advice);
  return tl::unexpected<core::Error>(std::move(error));
}

/// The version in force. Nothing: the secret is there and has no version yet.
Result<std::optional<aws::SecretValue>> read_current(aws::SecretsManager& manager,
                                                     const Target& target) {
  auto current = manager.get_secret_value(target.secret_id, {});
  if (current) return std::optional{std::move(*current)};
  if (current.error().code == "aws.binary_secret") return advise(current.error(), kGoBack);
  if (current.error().kind != ErrorKind::not_found)
    return tl::unexpected<core::Error>(current.error());
  const auto found = manager.describe_secret(target.secret_id);
  if (found && found->stages_by_version.empty()) return std::optional<aws::SecretValue>{};
  if (found || found.error().kind != ErrorKind::not_found)
    return tl::unexpected<core::Error>(current.error());
  return core::fail(
      ErrorKind::not_found, "secrets.missing",
      fmt::format("there is no secret {} in {}", target.secret_id, manager.client().region()),
      fmt::format("Make it: ai-trading-bot-secrets init --environment {}\n"
                  "Or check --secret-id and --region.",
                  settings::name_of(target.environment)));
}

Result<settings::Values> values_in_force(const aws::SecretValue& current,
                                         const std::string& secret_id) {
  auto values = settings::parse_secret_json(current.value.reveal());
  if (values) return values;
  core::Error error = values.error();
  error.code = "secrets.current_unusable";
  error.message = fmt::format("version {} of {} is in force and cannot be merged into: {}",
                              current.version_id, secret_id, error.message);
  return advise(std::move(error), kGoBack);
}

/// A version that an interrupted run, or a writer at this moment, has stored and not put in force.
/// Nothing is done to it where there is nothing to change: it may be another writer's.
void look_for_unfinished(aws::SecretsManager& manager, ChangePlan& plan) {
  const auto pending =
      manager.get_secret_value(plan.target.secret_id, {.version_stage = std::string{kPending}});
  if (!pending) {
    const auto& error = pending.error();
    if (error.kind == ErrorKind::not_found) return;
    plan.warnings.push_back(
        fmt::format("whether a write was interrupted could not be asked: {}", error.message));
    return;
  }
  const bool in_force = pending->version_id == plan.base_version;
  const auto values = settings::parse_secret_json(pending->value.reveal());
  const bool is_wanted = values && settings::difference(*values, plan.after).empty();
  const bool unchanged = plan.changes().empty();
  if (is_wanted && !unchanged && !in_force) plan.stored_version = pending->version_id;
  if (is_wanted || in_force) return;
  plan.warnings.push_back(fmt::format(
      "version {} is stored as AWSPENDING since {} and was never put in force ({}): {}. It can be "
      "read by its id for a day or more",
      pending->version_id, core::to_text(pending->created),
      values ? in_words(settings::difference(plan.before, *values))
             : std::string{"it holds no settings"},
      unchanged ? "it stays as it is" : "this change takes its place"));
}

/// One change on its way to AWS.
class Writer {
 public:
  Writer(aws::SecretsManager& manager, const ChangePlan& plan) : manager_{manager}, plan_{plan} {}

  Result<ChangeReport> run(const std::string& token) {
    report_.outcome =
        plan_.stored_version.empty() ? ChangeOutcome::written : ChangeOutcome::finished;
    own_ = plan_.stored_version.empty() ? token : plan_.stored_version;
    report_.version_id = own_;
    if (plan_.stored_version.empty()) ATB_TRY(store());
    ATB_ASSIGN(const bool in_force, read_back());
    if (!in_force) ATB_TRY(move());
    warn(drop_pending(manager_, secret(), own_));
    return std::move(report_);
  }

 private:
  const std::string& secret() const { return plan_.target.secret_id; }

  void warn(std::string text) {
    if (!text.empty()) report_.warnings.push_back(std::move(text));
  }

  std::string still() const {
    return plan_.base_version.empty()
               ? std::string{"Nothing was put in force."}
               : fmt::format("Version {} is still in force.", plan_.base_version);
  }

  Result<void> store() {
    const auto json = settings::render_secret_json(plan_.after);
    const auto stored = manager_.put_secret_value(secret(), json, own_, {std::string{kPending}});
    if (stored) return {};
    return stopped(stored.error(),
                   "Run the same command again: it goes on where this one stopped.");
  }

  /// @param advice  for what may pass
  tl::unexpected<core::Error> stopped(const core::Error& error, std::string_view advice) const {
    return advise(error, error.kind == ErrorKind::temporary ? fmt::format("{} {}", still(), advice)
                                                            : still());
  }

  /// @return  whether AWS put it in force by itself, as it does with the first version of a secret
  Result<bool> read_back() {
    const auto stored = manager_.get_secret_value(secret(), {.version_id = own_});
    if (!stored)
      return stopped(stored.error(),
                     fmt::format("Version {} is stored; run the same command again.", own_));
    const auto values = settings::parse_secret_json(stored->value.reveal());
    if (values && settings::difference(*values, plan_.after).empty())
      return std::find(stored->stages.begin(), stored->stages.end(), kCurrent) !=
             stored->stages.end();
    warn(drop_pending(manager_, secret(), own_));
    return core::fail(ErrorKind::internal, "secrets.read_back_differs",
                      fmt::format("version {} of {} does not hold what was sent", own_, secret()),
                      still() + " Check --endpoint-url and proxies, then try again.");
  }

  Result<void> move() {
    const auto wanted = [this](const settings::Values& values) {
      const auto again = plan_.edit(values);
      return again && settings::difference(values, *again).empty();
    };
    auto moved = move_current(manager_, {.secret_id = secret(),
                                         .from = plan_.base_version,
                                         .to = own_,
                                         .is_wanted = wanted,
                                         .before = &plan_.before});
    if (moved) {
      warn(moved->note);
      if (!moved->was_in_force) {
        report_.outcome = ChangeOutcome::unchanged;
        report_.version_id = moved->in_force;
      } else if (moved->in_force != own_) {
        report_.replaced_by = moved->in_force;
      }
      return {};
    }
    // What may be finished by running again keeps its label; the rest is tidied up.
    if (moved.error().kind == ErrorKind::temporary)
      return tl::unexpected<core::Error>(moved.error());
    const auto left = drop_pending(manager_, secret(), own_);
    return left.empty() ? tl::unexpected<core::Error>(moved.error()) : advise(moved.error(), left);
  }

  aws::SecretsManager& manager_;
  const ChangePlan& plan_;
  std::string own_;  ///< the version that this run stores or finishes
  ChangeReport report_;
};

}  // namespace

Result<ChangePlan> plan_change(aws::SecretsManager& manager, const Target& target, Edit edit) {
  ATB_ASSIGN(const auto current, read_current(manager, target));
  ChangePlan plan;
  plan.target = target;
  plan.edit = std::move(edit);
  if (current) {
    plan.base_version = current->version_id;
    ATB_ASSIGN(plan.before, values_in_force(*current, target.secret_id));
  }
  ATB_ASSIGN(plan.after, plan.edit(plan.before));
  if (!plan.changes().empty()) {
    ATB_ASSIGN(plan.warnings, check_whole(plan.after, target.environment));
  }
  look_for_unfinished(manager, plan);
  return plan;
}

Result<ChangePlan> plan_abandon(aws::SecretsManager& manager, const Target& target) {
  ATB_ASSIGN(const auto current, read_current(manager, target));
  ChangePlan plan;
  plan.target = target;
  if (!current) return plan;
  plan.base_version = current->version_id;
  ATB_ASSIGN(plan.before, values_in_force(*current, target.secret_id));
  plan.after = plan.before.clone();
  const auto pending =
      manager.get_secret_value(target.secret_id, {.version_stage = std::string{kPending}});
  if (!pending && pending.error().kind != ErrorKind::not_found)
    return tl::unexpected<core::Error>(pending.error());
  if (pending && pending->version_id != plan.base_version) plan.abandoned = pending->version_id;
  return plan;
}

Result<ChangeReport> apply_change(aws::SecretsManager& manager, const ChangePlan& plan,
                                  const std::string& token) {
  if (plan.changes().empty()) {
    ChangeReport report{ChangeOutcome::unchanged, plan.base_version, {}, {}};
    if (plan.abandoned.empty()) return report;
    report.outcome = ChangeOutcome::abandoned;
    auto left = drop_pending(manager, plan.target.secret_id, plan.abandoned);
    if (!left.empty()) report.warnings.push_back(std::move(left));
    return report;
  }
  return Writer{manager, plan}.run(token);
}

}  // namespace atb::secrets
