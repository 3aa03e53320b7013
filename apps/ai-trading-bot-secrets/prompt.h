#pragma once

#include <string>

#include "core/error.h"
#include "core/secret.h"

namespace atb::app {

/// True when a person can be asked: there is a controlling terminal.
[[nodiscard]] bool has_terminal();

/// Asks on the terminal, not on stdin or stdout. An interrupt restores the terminal.
/// @return  what was typed, without the line end; an empty line gives empty text
/// @error prompt.no_terminal (usage), prompt.cancelled (refused)
[[nodiscard]] core::Result<core::SecretString> ask_hidden(const std::string& question);
[[nodiscard]] core::Result<core::SecretString> ask(const std::string& question);

/// Asks before something is changed in production; only the whole word "yes" agrees. Another word
/// than "no" is asked about again, three times in all.
/// @error prompt.needs_yes (refused)  no terminal: --yes would be needed; prompt.cancelled
/// (refused)
[[nodiscard]] core::Result<void> confirm(const std::string& action);

}  // namespace atb::app
