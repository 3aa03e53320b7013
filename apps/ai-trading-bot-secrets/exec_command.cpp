#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"
#include "secrets/checked_values.h"
#include "secrets/child_environment.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "The command takes this program's place: its exit code and signals are its own. It gets the\n"
    "settings as environment variables, and none of the AWS credential variables. Processes of\n"
    "the same user and root can read the environment of a command: prefer fetch for a service.\n"
    "\n"
    "JSON: the command's own output; an error object where the command did not run\n"
    "\n"
    "exit codes: those of the command; 126 it cannot be run, 127 it was not found; before it "
    "runs:\n"
    "            2 usage, 3 settings invalid, 4 not authorised, 5 not found, 6 temporary outside\n"
    "            failure, 7 refused\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets exec -- ./venv/bin/python scripts/check_balance.py\n"
    "  ai-trading-bot-secrets exec --environment production -- sh -c 'echo \"$TRADING_MODE\"'";

constexpr int kCannotRun = 126;
constexpr int kNotFound = 127;

struct ExecFlags {
  SecretFlags secret;
  aws::VersionSelector version;
  std::vector<std::string> command;
};

/// A setting in the place of the command. Its value may be a secret: it is never repeated.
bool is_assignment(std::string_view word) {
  const auto equals = word.find('=');
  return equals != std::string_view::npos && word.substr(0, equals).find('/') == word.npos;
}

core::Result<void> check_command(std::string_view word) {
  if (!is_assignment(word)) return {};
  return core::fail(core::ErrorKind::usage, "exec.no_command",
                    "a NAME=VALUE stands where the command should be",
                    "exec takes settings from the secret alone; more variables: exec -- env "
                    "NAME=VALUE COMMAND\n"
                    "Values on the command line can be read by other users: if this one is a "
                    "secret, treat it as leaked.");
}

/// The exit codes are those of a shell; the words of the command may hold secrets.
int report_not_started(int fault, Format format) {
  const bool missing = fault == ENOENT;
  const int exit_code = missing ? kNotFound : kCannotRun;
  const core::Error error{
      missing ? core::ErrorKind::not_found : core::ErrorKind::usage,
      missing ? "exec.not_found" : "exec.cannot_run",
      missing ? std::string{"there is no such command"}
              : fmt::format("the command cannot be run: {}", std::strerror(fault)),
      missing
          ? "Check the word behind --, and PATH. It is not repeated here, as it may have been a "
            "value."
          : "Check that it is a program that this user may run."};
  fmt::print(stderr, "error: {} [{}]\n  {}\n  (exit {})\n", error.message, error.code, error.advice,
             exit_code);
  if (format != Format::json) return exit_code;
  auto object = to_json(error);
  object["error"]["exit_code"] = exit_code;
  (void)print_json(object);
  return exit_code;
}

/// @return  only when the command could not be started
int replace_process(const std::vector<std::string>& command,
                    const std::vector<core::SecretBuffer>& variables, Format format) {
  std::vector<char*> arguments;
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  std::vector<char*> environment;
  for (const auto& variable : variables) environment.push_back(const_cast<char*>(variable.data()));
  environment.push_back(nullptr);
  // An ignored signal stays ignored over exec, which the command does not expect.
  std::signal(SIGPIPE, SIG_DFL);
  ::execvpe(arguments.front(), arguments.data(), environment.data());
  return report_not_started(errno, format);
}

core::Result<int> exec(const ExecFlags& flags, Format format) {
  ATB_TRY(check_command(flags.command.front()));
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  std::vector<core::SecretBuffer> variables;
  {
    ATB_ASSIGN(auto session, open_session(flags.secret));
    ATB_ASSIGN(const auto secret,
               session.secrets.get_secret_value(target.secret_id, flags.version));
    ATB_ASSIGN(auto checked, secrets::take_secret(secret.value.reveal(), target.environment));
    for (auto& warning : checked.warnings) warning = with_options(warning, flags.secret);
    print_warnings(checked.warnings);
    std::vector<std::string_view> inherited;
    for (char** entry = environ; *entry != nullptr; ++entry) inherited.emplace_back(*entry);
    ATB_ASSIGN(variables, secrets::child_environment(inherited, checked.values));
  }
  return replace_process(flags.command, variables, format);
}

}  // namespace

void add_exec_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<ExecFlags>();
  CLI::App& verb =
      add_verb(program, invocation, "exec",
               "run the command after -- with the settings in its environment", kFooter);
  add_secret_flags(verb, flags->secret);
  add_version_flags(verb, flags->version);
  verb.add_option("command", flags->command, "what to run, and its arguments")
      ->type_name("COMMAND…")
      ->required();
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(exec(*flags, invocation.format), flags->secret);
    };
  });
}

}  // namespace atb::app
