#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/fetch_output.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/reader_flag.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "control/client.h"
#include "secrets/fetch/fetch.h"
#include "secrets/fetch/fetch_reload.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "The file is replaced whole, mode 600, and only when a setting changed. Any failure leaves it\n"
    "as it was. With --max-age a file that AWS confirmed (or that changed) less than that ago is\n"
    "kept with a warning while AWS is unreachable; denied, not found and invalid are errors.\n"
    "FILE.fetched notes when AWS last confirmed the file, by which version, and of which file the\n"
    "bot was told. Equal settings in a new version are noted there; the file stays untouched.\n"
    "A file that was fetched with --version-id or --version-stage counts as confirmed for neither\n"
    "--max-age nor --min-interval. A file that holds the settings of another environment, or is\n"
    "from another secret, is only replaced with --replace-environment.\n"
    "--dry-run also finds what would hinder the writing: directory, owner, what stands there.\n"
    "\n"
    "--reload-service asks the running bot to take the file over, unless it was told of it "
    "before,\n"
    "and says which settings took effect and which need a restart. UNIT (default\n"
    "ai-trading-bot.service) listens at /run/UNIT/control.sock; a path names the socket itself.\n"
    "No bot running is no failure: it reads the file when it starts.\n"
    "\n"
    "JSON: secret, version_id, file, outcome (written, unchanged, recent, kept, would_write),\n"
    "      added[], changed[], removed[], needs_restart[], not_for_docker[], warnings[]; with\n"
    "      --reload-service reload {outcome (not_needed, reloaded, not_running, failed),\n"
    "      settings_version, took_effect[], needs_restart[], error}\n"
    "\n"
    "exit codes: 0 in place, 1 this machine (folder not writable, disk full), 2 usage, 3 settings\n"
    "            invalid, 4 not authorised, 5 not found (secret, version, folder), 6 temporary\n"
    "            (AWS unreachable, file locked), 7 refused (live in staging, unsafe file, file of\n"
    "            another environment); when the file is in place and the bot refused it, the code\n"
    "            of the bot's reason\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets fetch --environment staging --env-file ./.env\n"
    "  ai-trading-bot-secrets fetch --environment production --owner ai-trading-bot: --max-age 48h "
    "--reload-service";

constexpr const char* kDefaultService = "ai-trading-bot.service";

struct FetchFlags {
  SecretFlags secret;
  aws::VersionSelector version;
  std::string env_file = "/opt/ai-trading-bot/.env";
  std::string owner;
  std::string max_age;
  std::string min_interval;
  std::string reload_service;  ///< empty: the bot is not told
  std::string reader = "common";
  bool replace_environment = false;
  bool dry_run = false;
};

/// The option that asks for another version than the one in force; empty: none.
std::string pin_in(const aws::VersionSelector& version) {
  if (!version.version_id.empty()) return "--version-id " + version.version_id;
  const bool other = !version.version_stage.empty() && version.version_stage != "AWSCURRENT";
  return other ? "--version-stage " + version.version_stage : std::string{};
}

core::Result<std::filesystem::path> file_named(const std::string& path) {
  if (path != "-") return std::filesystem::path{path};
  return core::fail(core::ErrorKind::usage, "secrets.no_file_named",
                    "settings are not written to standard output, where terminals and logs keep "
                    "them",
                    "To see them, values masked: ai-trading-bot-secrets show\n"
                    "To run a command with them:  ai-trading-bot-secrets exec -- COMMAND\n"
                    "A file of that name: --env-file ./-");
}

/// The running bot is told of the file, unless nothing was written in earnest.
Told tell_bot(const secrets::FetchRequest& request,
              const std::optional<std::filesystem::path>& socket) {
  if (!socket || request.dry_run) return std::nullopt;
  return secrets::reload_bot(request.env_file, request.owner, [&](std::string_view command) {
    return control::ask(*socket, command);
  });
}

core::Result<int> fetch(const FetchFlags& flags, Format format) {
  secrets::FetchRequest request;
  ATB_ASSIGN(request.target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  ATB_ASSIGN(request.env_file, file_named(flags.env_file));
  request.pinned = pin_in(flags.version);
  request.replace_other = flags.replace_environment;
  request.readers = readers_of(flags.reader);
  request.dry_run = flags.dry_run;
  if (!flags.owner.empty()) {
    ATB_ASSIGN(request.owner, files::parse_owner(flags.owner));
  }
  if (!flags.max_age.empty()) {
    ATB_ASSIGN(request.max_age, core::parse_duration(flags.max_age));
  }
  if (!flags.min_interval.empty()) {
    ATB_ASSIGN(request.min_interval, core::parse_duration(flags.min_interval));
  }
  std::optional<std::filesystem::path> socket;
  if (!flags.reload_service.empty()) {
    ATB_ASSIGN(socket, secrets::control_socket_of(flags.reload_service));
  }
  // The session is part of getting: without the network there may be no credentials either.
  const auto get = [&]() -> core::Result<aws::SecretValue> {
    ATB_ASSIGN(auto session, open_session(flags.secret));
    return session.secrets.get_secret_value(request.target.secret_id, flags.version);
  };
  ATB_ASSIGN(auto report, secrets::fetch(request, get, aws::machine_surroundings().now()));
  for (auto& warning : report.warnings) warning = with_options(warning, flags.secret);
  return print_fetch(request, report, tell_bot(request, socket), flags.reload_service, format);
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
  verb.add_option("--min-interval", flags.min_interval,
                  "use a file that AWS confirmed less than this (60s) ago without asking again")
      ->type_name("AGE")
      ->excludes("--version-id")
      ->excludes("--version-stage");
  verb.add_option_function<std::string>(
          "--reload-service",
          [&flags](const std::string& unit) {
            flags.reload_service = unit == "true" ? kDefaultService : unit;
          },
          "tell the running bot of the file")
      ->type_name("[=UNIT]")
      ->expected(0, 1);
  add_reader_flag(verb, flags.reader);
  verb.add_flag("--replace-environment", flags.replace_environment,
                "replace a file of another environment or secret");
  verb.add_flag("--dry-run", flags.dry_run, "show what would change, write nothing");
}

}  // namespace

void add_fetch_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<FetchFlags>();
  CLI::App& verb = add_verb(program, invocation, "fetch",
                            "get the settings, validate them and write the .env file", kFooter);
  add_flags(verb, *flags);
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(fetch(*flags, invocation.format), flags->secret);
    };
  });
}

}  // namespace atb::app
