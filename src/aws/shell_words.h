#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace atb::aws {

/// Splits a command line as a POSIX shell would, without expanding or running anything: blanks
/// divide, '...' is literal, in "..." a backslash keeps '"' and '\', elsewhere any character.
/// Source: Python's shlex.split, with which the AWS tools read `credential_process`.
/// @error aws.words_malformed (settings)  an open quote, or a backslash at the end; never the text
[[nodiscard]] core::Result<std::vector<std::string>> split_words(std::string_view text);

}  // namespace atb::aws
