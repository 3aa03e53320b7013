#pragma once

#include "common/program.h"

/// One function per verb, each in <verb>_command.cpp: its options, help and wiring.
namespace atb::app {

void add_init_command(CLI::App& program, Invocation& invocation);
void add_fetch_command(CLI::App& program, Invocation& invocation);
void add_show_command(CLI::App& program, Invocation& invocation);
void add_set_command(CLI::App& program, Invocation& invocation);
void add_unset_command(CLI::App& program, Invocation& invocation);
void add_diff_command(CLI::App& program, Invocation& invocation);
void add_versions_command(CLI::App& program, Invocation& invocation);
void add_rollback_command(CLI::App& program, Invocation& invocation);
void add_rotate_command(CLI::App& program, Invocation& invocation);
void add_exec_command(CLI::App& program, Invocation& invocation);
void add_doctor_command(CLI::App& program, Invocation& invocation);
void add_policy_command(CLI::App& program, Invocation& invocation);
void add_role_command(CLI::App& program, Invocation& invocation);
void add_alarm_command(CLI::App& program, Invocation& invocation);
void add_audit_command(CLI::App& program, Invocation& invocation);
void add_heartbeat_command(CLI::App& program, Invocation& invocation);
void add_cost_command(CLI::App& program, Invocation& invocation);

}  // namespace atb::app
