#pragma once

#include <string_view>

namespace atb::app {

enum class LogLevel { debug, info, warning, error };

/// Sends log lines to stderr: UTC time, level, component, message; one line each. Called once.
void start_log(LogLevel level);

/// One line of log. Never pass a secret; `core::SecretString` cannot be.
void log(LogLevel level, std::string_view component, std::string_view message);

}  // namespace atb::app
