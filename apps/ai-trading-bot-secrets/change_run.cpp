#include "ai-trading-bot-secrets/change_run.h"

#include <cstdio>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/prompt.h"
#include "aws/protocol/request_token.h"
#include "common/output.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

bool goes_live(const std::vector<secrets::DiffLine>& lines) {
  for (const auto& line : lines)
    if (line.name == "TRADING_MODE" && line.after == "live") return true;
  return false;
}

std::string sentence_of(const secrets::ChangePlan& plan, const secrets::ChangeReport& report,
                        const ChangeFlags& flags) {
  const bool dry_run = flags.dry_run;
  const auto& secret = plan.target.secret_id;
  if (report.outcome == secrets::ChangeOutcome::unchanged)
    return fmt::format("unchanged: version {} of {} holds that already\n", report.version_id,
                       secret);
  if (report.outcome == secrets::ChangeOutcome::abandoned)
    return fmt::format("{} AWSPENDING off version {} of {}; no setting changes\n",
                       dry_run ? "would take" : "took", plan.abandoned, secret);
  if (dry_run) return fmt::format("would write a new version of {}\n", secret);
  const auto* const done = report.outcome == secrets::ChangeOutcome::finished
                               ? "finished the interrupted write of"
                               : "wrote";
  if (!report.replaced_by.empty())
    return fmt::format("{} {}: version {} was in force and is replaced by {} already\nnext: {}\n",
                       done, secret, report.version_id, report.replaced_by,
                       next_command(flags.secret, "versions"));
  return fmt::format("{} {}: version {} is in force\nnext: {}\n", done, secret, report.version_id,
                     next_command(flags.secret, "fetch"));
}

core::Result<void> confirm_abandoning(const ChangeFlags& flags, const secrets::ChangePlan& plan) {
  if (plan.abandoned.empty() || flags.dry_run || flags.yes ||
      plan.target.environment != settings::Environment::production)
    return {};
  return confirm(
      fmt::format("This takes AWSPENDING off version {} of {}, which was never put in "
                  "force",
                  plan.abandoned, plan.target.secret_id));
}

/// What a run in earnest would come to.
secrets::ChangeReport foreseen(const secrets::ChangePlan& plan) {
  using enum secrets::ChangeOutcome;
  if (!plan.changes().empty())
    return {plan.stored_version.empty() ? written : finished, plan.stored_version, {}, {}};
  return {plan.abandoned.empty() ? unchanged : abandoned, plan.base_version, {}, {}};
}

}  // namespace

std::string_view outcome_name(secrets::ChangeOutcome outcome, bool dry_run) {
  switch (outcome) {
    case secrets::ChangeOutcome::unchanged:
      return "unchanged";
    case secrets::ChangeOutcome::written:
      return dry_run ? "would_write" : "written";
    case secrets::ChangeOutcome::finished:
      return dry_run ? "would_finish" : "finished";
    case secrets::ChangeOutcome::abandoned:
      return dry_run ? "would_abandon" : "abandoned";
  }
  return "";
}

void add_change_flags(CLI::App& verb, ChangeFlags& flags) {
  add_secret_flags(verb, flags.secret);
  verb.add_flag("--dry-run", flags.dry_run, "check everything and show it, write nothing");
  verb.add_flag("--yes", flags.yes, "do not ask before acting on production");
}

std::string text_of(const std::vector<secrets::DiffLine>& lines) {
  std::string text;
  for (const auto& line : lines) {
    const std::string_view arrow = line.before.empty() || line.after.empty() ? "" : " -> ";
    fmt::format_to(std::back_inserter(text), "  {:<8} {:<24} {}{}{}\n", secrets::name_of(line.kind),
                   line.name, line.before, arrow, line.after);
  }
  return text;
}

Json json_of(const std::vector<secrets::DiffLine>& lines) {
  Json rows = Json::array();
  for (const auto& line : lines)
    rows.push_back({{"name", line.name},
                    {"change", secrets::name_of(line.kind)},
                    {"before", line.before},
                    {"after", line.after}});
  return rows;
}

core::Result<void> show_and_confirm(const ChangeFlags& flags, const secrets::Target& target,
                                    const std::vector<secrets::DiffLine>& lines,
                                    const std::vector<std::string>& warnings) {
  print_warnings(warnings);
  fmt::print(stderr, "{}", text_of(lines));
  if (flags.dry_run || flags.yes || target.environment != settings::Environment::production)
    return {};
  return confirm(fmt::format("This changes {}{}", target.secret_id,
                             goes_live(lines) ? " to live trading with real money" : ""));
}

core::Result<secrets::ChangeReport> carry_out(aws::SecretsManager& manager,
                                              const secrets::ChangePlan& plan,
                                              const ChangeFlags& flags) {
  const auto lines = secrets::redacted_diff(plan.before, plan.after);
  if (!lines.empty()) {
    ATB_TRY(show_and_confirm(flags, plan.target, lines, plan.warnings));
  } else {
    print_warnings(plan.warnings);
    ATB_TRY(confirm_abandoning(flags, plan));
  }
  if (flags.dry_run) return foreseen(plan);
  ATB_ASSIGN(auto report, secrets::apply_change(manager, plan, aws::new_request_token()));
  print_warnings(report.warnings);
  return report;
}

core::Result<void> print_change(const secrets::ChangePlan& plan,
                                const secrets::ChangeReport& report, const ChangeFlags& flags,
                                Format format) {
  if (format == Format::text) return print_text(sentence_of(plan, report, flags));
  auto warnings = plan.warnings;
  warnings.insert(warnings.end(), report.warnings.begin(), report.warnings.end());
  return print_json({{"secret", plan.target.secret_id},
                     {"environment", settings::name_of(plan.target.environment)},
                     {"outcome", outcome_name(report.outcome, flags.dry_run)},
                     {"base_version", plan.base_version},
                     {"version_id", report.version_id},
                     {"replaced_by", report.replaced_by},
                     {"changes", json_of(secrets::redacted_diff(plan.before, plan.after))},
                     {"warnings", warnings},
                     {"dry_run", flags.dry_run}});
}

}  // namespace atb::app
