#include <CLI/CLI.hpp>

#include "ai-trading-bot-secrets/commands.h"
#include "common/program.h"
#include "common/protect.h"

int main(int argc, char** argv) {
  atb::app::protect_process();
  // Belt and braces: our own values are wiped by their type, copies made by libraries by this.
  atb::app::overwrite_freed_memory();
  CLI::App program{
      "ai-trading-bot-secrets - keeps the bot's settings in AWS Secrets Manager and its .env file",
      "ai-trading-bot-secrets"};
  program.footer(
      "Credentials and region are found as the AWS command line finds them: environment,\n"
      "profile files, instance role. A secret value is never taken from an argument.\n"
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
  return atb::app::run_program(program, invocation, argc, argv);
}
