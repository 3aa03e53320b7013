#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/secret.h"
#include "settings/values.h"

namespace atb::settings {

/// Who shall read the file that is written.
enum class Readers {
  common,   ///< systemd, python-dotenv and bash alike; docker too where the value needs no quotes
  docker,   ///< all four: only values that need no quotes
  systemd,  ///< systemd and this program: any text without control characters
};

/// Reads a `.env` file in the subset that bash, python-dotenv and systemd read alike: comment
/// lines, blank lines, `NAME=bare`, `NAME='…'`, `NAME="…"` with the escapes \" \\ \$ \`. Refused:
/// `export`, text after a value, blanks or shell characters outside quotes, `${`, other
/// backslashes, names other than [A-Z][A-Z0-9_]* or of the loader and the shell, duplicates,
/// control characters (Windows line ends too), invalid UTF-8, a byte order mark.
/// @error env.malformed (settings)  all faults, each with its line and name, never the value
[[nodiscard]] core::Result<Values> parse_env(std::string_view text);

/// The file for these readers, in the order of the values, after the comment (each of its lines is
/// prefixed with "# "; control characters in it become blanks). Reads back by `parse_env` to the
/// same values.
/// @error env.unwritable (settings)  the names whose values cannot be written so that these readers
///        agree, or which would change the loader or the shell
[[nodiscard]] core::Result<core::SecretBuffer> render_env(const Values& values,
                                                          std::string_view header_comment,
                                                          Readers readers);

/// The names whose values need quotes, which docker takes for a part of the value.
[[nodiscard]] std::vector<std::string> not_for_docker(const Values& values);

/// Whether the name may stand in a `.env`: [A-Z][A-Z0-9_]*, at most 128 characters, and no variable
/// that changes how programs are loaded or run (LD_*, PATH, BASH_ENV, IFS, PYTHON*, …).
[[nodiscard]] bool is_writable_name(std::string_view name) noexcept;

/// Whether the name belongs to another tool by its shape: no environment file holds it, as it is
/// not [A-Z][A-Z0-9_]*. Such members stay in a secret and are left out of the file.
[[nodiscard]] bool is_foreign_name(std::string_view name) noexcept;

}  // namespace atb::settings
