#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "secrets/checked_values.h"
#include "secrets/child_environment.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "The command takes this program's place: its exit code and signals are its own. It gets the\n"
    "settings as environment variables, and none of the AWS credential variables. Processes of\n"
    "the same user and root can read the environment of a command: prefer fetch for a service.\n"
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

/// @return  only when the command could not be started
int replace_process(const std::vector<std::string>& command,
                    const std::vector<core::SecretBuffer>& variables) {
  std::vector<char*> arguments;
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  std::vector<char*> environment;
  for (const auto& variable : variables) environment.push_back(const_cast<char*>(variable.data()));
  environment.push_back(nullptr);
  // An ignored signal stays ignored over exec, which the command does not expect.
  std::signal(SIGPIPE, SIG_DFL);
  ::execvpe(arguments.front(), arguments.data(), environment.data());
  const int fault = errno;
  fmt::print(stderr, "error: {} cannot be run: {}\n", command.front(), std::strerror(fault));
  return fault == ENOENT ? kNotFound : kCannotRun;
}

core::Result<int> exec(const ExecFlags& flags) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  std::vector<core::SecretBuffer> variables;
  {
    ATB_ASSIGN(auto session, open_session(flags.secret));
    ATB_ASSIGN(const auto secret,
               session.secrets.get_secret_value(target.secret_id, flags.version));
    ATB_ASSIGN(const auto checked, secrets::take_secret(secret.value.reveal(), target.environment));
    print_warnings(checked.warnings);
    std::vector<std::string_view> inherited;
    for (char** entry = environ; *entry != nullptr; ++entry) inherited.emplace_back(*entry);
    ATB_ASSIGN(variables, secrets::child_environment(inherited, checked.values));
  }
  return replace_process(flags.command, variables);
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
  verb.callback([flags, &invocation] { invocation.action = [flags] { return exec(*flags); }; });
}

}  // namespace atb::app
