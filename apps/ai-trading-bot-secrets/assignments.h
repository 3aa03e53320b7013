#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "settings/values.h"

namespace atb::app {

/// Reads what `set` was given, each KEY=VALUE (settings that are not secret only), KEY=@FILE, KEY=-
/// (standard input, once) or KEY (asked for, without echo where it may be secret). One line end at
/// the end of a file or of the input is left out. What may be a value is never repeated.
/// @error set.value_as_argument (usage)  a value of a secret or unknown key on the command line
///        set.malformed (usage)          no KEY, a KEY twice, an empty value, standard input twice,
///        a word
///                                that may be the value of the one before it
///        those of files and the prompts
[[nodiscard]] core::Result<settings::Values> read_assignments(
    const std::vector<std::string>& arguments);

}  // namespace atb::app
