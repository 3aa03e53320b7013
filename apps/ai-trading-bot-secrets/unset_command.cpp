#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "ai-trading-bot-secrets/change_run.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "secrets/change/edits.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "Every other key stays; what the bot needs cannot be taken out. It is written as set writes.\n"
    "\n"
    "JSON: as set\n"
    "\n"
    "exit codes: 0 in force, 2 usage, 3 settings invalid without it, 4 not authorised,\n"
    "            5 not found, 6 temporary outside failure, 7 refused (another writer, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets unset SLACK_WEBHOOK\n"
    "  ai-trading-bot-secrets unset --environment production MAX_POSITION_SIZE --dry-run";

struct UnsetFlags {
  ChangeFlags change;
  std::vector<std::string> names;
};

core::Result<void> check_names(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].find('=') != std::string::npos || names[i].size() > 128)
      return core::fail(core::ErrorKind::usage, "unset.malformed",
                        fmt::format("argument {} is not the name of a key", i + 1),
                        "Give names alone. If a secret was typed here, others may have seen it: "
                        "change it.");
  return {};
}

core::Result<int> unset(const UnsetFlags& flags, Format format) {
  const auto& named = flags.change.secret;
  ATB_ASSIGN(const auto target, secrets::choose_target(named.environment, named.secret_id));
  ATB_TRY(check_names(flags.names));
  ATB_ASSIGN(auto session, open_session(named));
  ATB_ASSIGN(const auto plan,
             secrets::plan_change(session.secrets, target,
                                  secrets::unset_names(flags.names, target.environment)));
  ATB_ASSIGN(const auto report, carry_out(session.secrets, plan, flags.change));
  ATB_TRY(print_change(plan, report, flags.change, format));
  return 0;
}

}  // namespace

void add_unset_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<UnsetFlags>();
  CLI::App& verb = add_verb(program, invocation, "unset",
                            "take keys out of the secret, every other one stays", kFooter);
  add_change_flags(verb, flags->change);
  verb.add_option("KEY", flags->names, "names of keys")->type_name("KEY…")->required();
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(unset(*flags, invocation.format), flags->change.secret);
    };
  });
}

}  // namespace atb::app
