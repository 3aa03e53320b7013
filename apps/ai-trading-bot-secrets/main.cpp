#include <cstdlib>

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
  atb::app::add_init_command(program, invocation);
  atb::app::add_fetch_command(program, invocation);
  atb::app::add_show_command(program, invocation);
  atb::app::add_set_command(program, invocation);
  atb::app::add_unset_command(program, invocation);
  atb::app::add_diff_command(program, invocation);
  atb::app::add_versions_command(program, invocation);
  atb::app::add_rollback_command(program, invocation);
  atb::app::add_rotate_command(program, invocation);
  atb::app::add_exec_command(program, invocation);
  atb::app::add_doctor_command(program, invocation);
  atb::app::add_policy_command(program, invocation);
  atb::app::add_role_command(program, invocation);
  atb::app::add_alarm_command(program, invocation);
  atb::app::add_audit_command(program, invocation);
  atb::app::add_heartbeat_command(program, invocation);
  atb::app::add_cost_command(program, invocation);
  return atb::app::run_program(program, invocation, argc, argv);
}
