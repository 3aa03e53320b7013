#pragma once

#include "common/program.h"

/// One function per verb, each in <verb>_command.cpp: its options, help and wiring.
namespace atb::app {

void add_backtest_command(CLI::App& program, Invocation& invocation);
void add_data_command(CLI::App& program, Invocation& invocation);
void add_journal_command(CLI::App& program, Invocation& invocation);
void add_settings_command(CLI::App& program, Invocation& invocation);
void add_status_command(CLI::App& program, Invocation& invocation);
void add_trade_command(CLI::App& program, Invocation& invocation);

}  // namespace atb::app
