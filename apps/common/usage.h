#pragma once

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

}  // namespace atb::app
