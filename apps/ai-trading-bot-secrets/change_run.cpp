#include "ai-trading-bot-secrets/change_run.h"

#include <cstdio>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

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
                        bool dry_run) {
  const auto& secret = plan.target.secret_id;
  if (report.outcome == secrets::ChangeOutcome::unchanged)
    return fmt::format("unchanged: version {} of {} holds that already\n", report.version_id,
                       secret);
  if (dry_run) return fmt::format("would write a new version of {}\n", secret);
  return fmt::format(
      "{} {}: version {} is in force\nnext: ai-trading-bot-secrets fetch --environment {}\n",
      report.outcome == secrets::ChangeOutcome::finished ? "finished the interrupted write of"
                                                         : "wrote",
      secret, report.version_id, settings::name_of(plan.target.environment));
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
  if (!lines.empty())
    ATB_TRY(show_and_confirm(flags, plan.target, lines, plan.warnings));
  else
    print_warnings(plan.warnings);
  if (flags.dry_run) {
    secrets::ChangeReport report;
    if (!lines.empty())
      report.outcome = plan.stored_version.empty() ? secrets::ChangeOutcome::written
                                                   : secrets::ChangeOutcome::finished;
    report.version_id = lines.empty() ? plan.base_version : plan.stored_version;
    return report;
  }
  ATB_ASSIGN(auto report, secrets::apply_change(manager, plan, aws::new_request_token()));
  print_warnings(report.warnings);
  return report;
}

core::Result<void> print_change(const secrets::ChangePlan& plan,
                                const secrets::ChangeReport& report, const ChangeFlags& flags,
                                Format format) {
  if (format == Format::text) return print_text(sentence_of(plan, report, flags.dry_run));
  auto warnings = plan.warnings;
  warnings.insert(warnings.end(), report.warnings.begin(), report.warnings.end());
  return print_json({{"secret", plan.target.secret_id},
                     {"environment", settings::name_of(plan.target.environment)},
                     {"outcome", outcome_name(report.outcome, flags.dry_run)},
                     {"base_version", plan.base_version},
                     {"version_id", report.version_id},
                     {"changes", json_of(secrets::redacted_diff(plan.before, plan.after))},
                     {"warnings", warnings},
                     {"dry_run", flags.dry_run}});
}

}  // namespace atb::app
