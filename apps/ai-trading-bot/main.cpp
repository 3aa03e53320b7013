#include <CLI/CLI.hpp>

#include "ai-trading-bot/commands.h"
#include "common/program.h"
#include "common/protect.h"

int main(int argc, char** argv) {
  atb::app::protect_process();
  CLI::App program{"ai-trading-bot - trades one pair on Binance spot, in paper mode so far",
                   "ai-trading-bot"};
  program.footer(
      "exit codes: 0 done, 1 unexpected failure, 2 usage or input, 3 settings invalid,\n"
      "            4 not authorised, 5 not found, 6 temporary outside failure, 7 refused for "
      "safety\n"
      "\n"
      "examples:\n"
      "  ai-trading-bot data import data/btcusdt-1h.csv.gz --symbol BTCUSDT --interval 1h\n"
      "  ai-trading-bot backtest --candles store:BTCUSDT --interval 1h\n"
      "  ai-trading-bot trade --env-file /opt/ai-trading-bot/.env --replay data/btcusdt-1h.csv.gz");
  atb::app::Invocation invocation;
  atb::app::add_backtest_command(program, invocation);
  atb::app::add_data_command(program, invocation);
  atb::app::add_trade_command(program, invocation);
  atb::app::add_status_command(program, invocation);
  atb::app::add_journal_command(program, invocation);
  atb::app::add_settings_command(program, invocation);
  return atb::app::run_program(program, invocation, argc, argv);
}
