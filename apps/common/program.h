#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/error.h"

namespace CLI {
class App;
}

namespace atb::app {

enum class Format { text, json };

/// What a parsed command line will do: set by the verb that was named, run once by `run_program`.
/// The value is the exit code of a run that did its work (status: 0, 1, 3; all others: 0).
using Action = std::function<core::Result<int>()>;

/// What all verbs of a program share.
struct Invocation {
  Action action;
  Format format = Format::text;
};

/// Adds a verb: name, one line of purpose, `--format text|json`, and a footer of exit codes and
/// examples ("ai-trading-bot backtest --candles …", one a line, at least two).
CLI::App& add_verb(CLI::App& program, Invocation& invocation, const std::string& name,
                   const std::string& purpose, const std::string& footer);

/// Parses, runs the action, prints an error once (stderr; with --format json also as the one object
/// on stdout) and gives the exit code. Wrong usage exits 2 with the nearest verb named.
int run_program(CLI::App& program, Invocation& invocation, int argc, char** argv);

}  // namespace atb::app
