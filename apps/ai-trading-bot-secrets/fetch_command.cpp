#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"
#include "secrets/fetch.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "The file is replaced whole, mode 600, and only when a setting changed. Any failure leaves it\n"
    "as it was. With --max-age a file that AWS confirmed (or that changed) less than that ago is\n"
    "kept with a warning while AWS is unreachable; denied, not found and invalid are errors.\n"
    "\n"
    "JSON: secret, version_id, file, outcome (written, unchanged, kept, would_write), added[],\n"
    "      changed[], removed[], not_for_docker[], warnings[]\n"
    "\n"
    "exit codes: 0 in place, 2 usage, 3 settings invalid, 4 not authorised, 5 not found,\n"
    "            6 temporary outside failure, 7 refused (live in staging, unsafe file)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets fetch --environment staging --env-file ./.env\n"
    "  ai-trading-bot-secrets fetch --environment production --owner aitrading:aitrading "
    "--max-age 48h";

struct FetchFlags {
  SecretFlags secret;
  aws::VersionSelector version;
  std::string env_file = "/opt/ai-trading-bot/.env";
  std::string owner;
  std::string max_age;
  std::string reader = "common";
  bool dry_run = false;
};

settings::Readers readers_of(std::string_view word) {
  if (word == "docker") return settings::Readers::docker;
  return word == "systemd" ? settings::Readers::systemd : settings::Readers::common;
}

std::string_view name_of(secrets::FetchOutcome outcome) {
  switch (outcome) {
    case secrets::FetchOutcome::written:
      return "written";
    case secrets::FetchOutcome::unchanged:
      return "unchanged";
    case secrets::FetchOutcome::kept:
      return "kept";
    case secrets::FetchOutcome::would_write:
      return "would_write";
  }
  return "";
}

std::string line_of(std::string_view what, const std::vector<std::string>& names) {
  return names.empty() ? "" : fmt::format("  {}: {}\n", what, fmt::join(names, ", "));
}

core::Result<int> print(const secrets::FetchRequest& request, const secrets::FetchReport& report,
                        Format format) {
  const std::string file = request.env_file.string();
  const auto& changes = report.changes;
  if (format == Format::json) {
    ATB_TRY(print_json({{"secret", request.target.secret_id},
                        {"version_id", report.version_id},
                        {"file", file},
                        {"outcome", name_of(report.outcome)},
                        {"added", changes.added},
                        {"changed", changes.changed},
                        {"removed", changes.removed},
                        {"not_for_docker", report.not_for_docker},
                        {"warnings", report.warnings}}));
    return 0;
  }
  print_warnings(report.warnings);
  if (report.outcome == secrets::FetchOutcome::kept) {
    ATB_TRY(print_text(fmt::format("kept {}\n", file)));
    return 0;
  }
  const std::string_view verb = report.outcome == secrets::FetchOutcome::written ? "wrote"
                                : report.outcome == secrets::FetchOutcome::unchanged
                                    ? "unchanged"
                                    : "would write";
  ATB_TRY(print_text(
      fmt::format("{} {} from {}, version {}\n{}{}{}{}", verb, file, request.target.secret_id,
                  report.version_id, line_of("added", changes.added),
                  line_of("changed", changes.changed), line_of("removed", changes.removed),
                  line_of("docker would read the quotes of", report.not_for_docker))));
  return 0;
}

core::Result<int> fetch(const FetchFlags& flags, Format format) {
  secrets::FetchRequest request;
  ATB_ASSIGN(request.target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  request.env_file = flags.env_file;
  request.readers = readers_of(flags.reader);
  request.dry_run = flags.dry_run;
  if (!flags.owner.empty()) {
    ATB_ASSIGN(request.owner, files::parse_owner(flags.owner));
  }
  if (!flags.max_age.empty()) {
    ATB_ASSIGN(request.max_age, core::parse_duration(flags.max_age));
  }
  // The session is part of getting: without the network there may be no credentials either.
  const auto get = [&]() -> core::Result<aws::SecretValue> {
    ATB_ASSIGN(auto session, open_session(flags.secret));
    return session.secrets.get_secret_value(request.target.secret_id, flags.version);
  };
  ATB_ASSIGN(const auto report, secrets::fetch(request, get, aws::machine_surroundings().now()));
  return print(request, report, format);
}

void add_flags(CLI::App& verb, FetchFlags& flags) {
  add_secret_flags(verb, flags.secret);
  add_version_flags(verb, flags.version);
  verb.add_option("--env-file", flags.env_file, "the file to write")
      ->type_name("FILE")
      ->capture_default_str();
  verb.add_option("--owner", flags.owner, "whom the file belongs to (default: this user)")
      ->type_name("USER:GROUP");
  verb.add_option("--max-age", flags.max_age,
                  "keep a valid file younger than this (48h) while AWS is unreachable")
      ->type_name("AGE")
      ->excludes("--version-id")
      ->excludes("--version-stage");
  verb.add_option("--reader", flags.reader,
                  "who reads the file: common (systemd, python-dotenv, bash), docker, systemd")
      ->check(CLI::IsMember({"common", "docker", "systemd"}))
      ->type_name("READER")
      ->capture_default_str();
  verb.add_flag("--dry-run", flags.dry_run, "show what would change, write nothing");
}

}  // namespace

void add_fetch_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<FetchFlags>();
  CLI::App& verb = add_verb(program, invocation, "fetch",
                            "get the settings, validate them and write the .env file", kFooter);
  add_flags(verb, *flags);
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return fetch(*flags, invocation.format); };
  });
}

}  // namespace atb::app
