#pragma once

#include <optional>

#include "core/error.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace atb::app {

/// A command line that cannot be used, in words: the mistyped verb or option with the nearest known
/// one. Arguments that may be values are not repeated, since one of them may be a secret.
[[nodiscard]] core::Error usage_error(const CLI::App& program, const CLI::ParseError& fault,
                                      int argc, char** argv);

/// The error of the first option that was given an empty value: what was meant is not the default.
/// Lists of arguments are left to the verb.
[[nodiscard]] std::optional<core::Error> empty_option(const CLI::App& program);

/// Whether the command line asks for JSON, also when the rest of it cannot be parsed.
[[nodiscard]] bool asks_for_json(int argc, char** argv);

}  // namespace atb::app
