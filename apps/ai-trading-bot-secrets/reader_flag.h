#pragma once

#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "settings/env_file.h"

namespace atb::app {

/// Adds --reader; `word` holds its default and stays in place until the command has run.
void add_reader_flag(CLI::App& verb, std::string& word);

/// @pre  one of the words that the option admits
[[nodiscard]] settings::Readers readers_of(std::string_view word);

}  // namespace atb::app
