#include <cstdlib>
#include <string_view>

#include <CLI/CLI.hpp>
#include <openssl/crypto.h>

#include "ai-trading-bot-secrets/commands.h"
#include "common/program.h"
#include "common/protect.h"
#include "net/wiping_memory.h"

namespace {

/// Our own values are wiped by their type; copies that libraries make by this. libcurl's are seen
/// to by net. OpenSSL takes the functions only while it has allocated nothing.
void wipe_copies_of_libraries() {
  atb::app::overwrite_freed_memory();
  CRYPTO_set_mem_functions([](std::size_t size, const char*, int) { return std::malloc(size); },
                           [](void* block, std::size_t size, const char*, int) {
                             return atb::net::wiping_realloc(block, size);
                           },
                           [](void* block, const char*, int) { atb::net::wiping_free(block); });
}

struct Verb {
  std::string_view name;
  void (*add)(CLI::App& program, atb::app::Invocation& invocation);
};
constexpr Verb kVerbs[] = {
    {"init", atb::app::add_init_command},         {"fetch", atb::app::add_fetch_command},
    {"show", atb::app::add_show_command},         {"set", atb::app::add_set_command},
    {"unset", atb::app::add_unset_command},       {"diff", atb::app::add_diff_command},
    {"versions", atb::app::add_versions_command}, {"rollback", atb::app::add_rollback_command},
    {"rotate", atb::app::add_rotate_command},     {"exec", atb::app::add_exec_command},
    {"doctor", atb::app::add_doctor_command},     {"policy", atb::app::add_policy_command},
    {"role", atb::app::add_role_command},         {"alarm", atb::app::add_alarm_command},
    {"audit", atb::app::add_audit_command},       {"heartbeat", atb::app::add_heartbeat_command},
    {"cost", atb::app::add_cost_command},
};

/// The verb that the command line names first, else all of them. Options that nobody can use are
/// not built: they are a third of a fetch's start.
void add_verbs(CLI::App& program, atb::app::Invocation& invocation, int argc, char** argv) {
  const std::string_view named = argc > 1 ? argv[1] : "";
  for (const auto& verb : kVerbs)
    if (verb.name == named) return verb.add(program, invocation);
  for (const auto& verb : kVerbs) verb.add(program, invocation);
}

}  // namespace

int main(int argc, char** argv) {
  atb::app::protect_process();
  wipe_copies_of_libraries();
  CLI::App program{
      "ai-trading-bot-secrets - keeps the bot's settings in AWS Secrets Manager and its .env file",
      "ai-trading-bot-secrets"};
  program.footer(
      "Credentials and region are found as the AWS command line finds them: environment,\n"
      "profile files. A secret value is never taken from an argument.\n"
      "\n"
      "exit codes: 0 done, 1 unexpected failure, 2 usage or input, 3 settings invalid,\n"
      "            4 not authorised, 5 not found, 6 temporary outside failure, 7 refused for "
      "safety\n"
      "\n"
      "examples:\n"
      "  ai-trading-bot-secrets init --environment staging --from-json staging.json\n"
      "  ai-trading-bot-secrets fetch --environment staging --env-file /opt/ai-trading-bot/.env");
  atb::app::Invocation invocation;
  add_verbs(program, invocation, argc, argv);
  return atb::app::run_program(program, invocation, argc, argv);
}
