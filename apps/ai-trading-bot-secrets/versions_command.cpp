#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"
#include "secrets/change/label_move.h"
#include "secrets/change/versions.h"
#include "secrets/rotation/key_age.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Newest first, each with its labels and the names of the keys that it changed. AWS deletes\n"
    "versions without a label when it likes, but none of the last 24 hours.\n"
    "\n"
    "JSON: secret, versions[{version_id,stages[],created,added[],changed[],removed[],fault}],\n"
    "      left_out (without a label), key_since (the oldest version with the Binance key),\n"
    "      warnings[]\n"
    "\n"
    "exit codes: 0 shown, 2 usage, 4 not authorised, 5 not found, 6 temporary outside failure\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets versions --environment staging\n"
    "  ai-trading-bot-secrets versions --environment production --all --format json";

struct VersionsFlags {
  SecretFlags secret;
  bool all = false;
};

std::string text_of(const std::optional<core::Timestamp>& time) {
  return time ? core::to_text(*time) : "unknown";
}

std::string what_changed(const secrets::VersionRow& row) {
  if (!row.fault.empty()) return "cannot be read: " + row.fault;
  return row.changes ? secrets::in_words(*row.changes) : "the oldest that is listed";
}

core::Result<int> print(const secrets::Target& target, const secrets::VersionList& list,
                        const std::vector<std::string>& warnings, Format format) {
  if (format == Format::json) {
    Json rows = Json::array();
    const settings::Difference none;
    for (const auto& row : list.versions) {
      const auto& changes = row.changes ? *row.changes : none;
      rows.push_back({{"version_id", row.version_id},
                      {"stages", row.stages},
                      {"created", row.created ? Json(core::to_text(*row.created)) : Json()},
                      {"added", changes.added},
                      {"changed", changes.changed},
                      {"removed", changes.removed},
                      {"fault", row.fault.empty() ? Json() : Json(row.fault)}});
    }
    ATB_TRY(
        print_json({{"secret", target.secret_id},
                    {"versions", std::move(rows)},
                    {"left_out", list.left_out},
                    {"key_since", list.key_since ? Json(core::to_text(*list.key_since)) : Json()},
                    {"warnings", warnings}}));
    return 0;
  }
  print_warnings(warnings);
  std::string text;
  for (const auto& row : list.versions)
    fmt::format_to(
        std::back_inserter(text), "{}  {}  {}\n  {}\n", row.version_id, text_of(row.created),
        row.stages.empty() ? "(no label)" : fmt::format("{}", fmt::join(row.stages, ", ")),
        what_changed(row));
  if (list.left_out > 0)
    fmt::format_to(std::back_inserter(text), "{} more without a label: --all\n", list.left_out);
  ATB_TRY(print_text(text));
  return 0;
}

core::Result<int> versions(const VersionsFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  ATB_ASSIGN(auto session, open_session(flags.secret));
  ATB_ASSIGN(const auto list, secrets::list_versions(session.secrets, target, flags.all));
  std::vector<std::string> warnings;
  if (list.key_since)
    if (auto old = secrets::key_age_warning(*list.key_since, aws::machine_surroundings().now()))
      warnings.push_back(with_options(*old, flags.secret));
  return print(target, list, warnings, format);
}

}  // namespace

void add_versions_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<VersionsFlags>();
  CLI::App& verb = add_verb(program, invocation, "versions",
                            "the versions of the secret and which keys each changed", kFooter);
  add_secret_flags(verb, flags->secret);
  verb.add_flag("--all", flags->all, "also those without a label");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(versions(*flags, invocation.format), flags->secret);
    };
  });
}

}  // namespace atb::app
