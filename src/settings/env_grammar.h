#pragma once

#include <string_view>

/// The characters of `.env` files as bash, python-dotenv, systemd and `docker --env-file` read
/// them.
namespace atb::settings {

/// The simplest way to write a value that these readers agree on.
enum class Notation {
  bare,           ///< all four
  single_quoted,  ///< all but docker
  double_quoted,  ///< all but docker, with \\ and \" escaped
  escaped,        ///< systemd and this program: double quotes with \\ \" \$ \` escaped
  none,           ///< control characters, invalid UTF-8, a byte order mark
};

/// Tried with all four with every printable ASCII character. One exception to
/// it: a value that ends in a backslash is `escaped`, as python-dotenv 0.21 takes the \" of its end
/// for a quote inside and reads on to the next line.
[[nodiscard]] Notation notation_for(std::string_view value) noexcept;

/// A character that no reader treats as special when it stands outside quotes. ASCII only.
[[nodiscard]] bool is_bare_ascii(char c) noexcept;

/// A name by its shape alone: [A-Z][A-Z0-9_]*, at most 128 characters.
[[nodiscard]] bool has_name_shape(std::string_view name) noexcept;

/// A variable that the loader, the shell or an interpreter obeys: a secret must not set it.
[[nodiscard]] bool is_dangerous_name(std::string_view name) noexcept;

}  // namespace atb::settings
