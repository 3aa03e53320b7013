#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"

namespace atb::net {

/// The parts of an absolute http or https address.
struct Url {
  std::string scheme;      ///< "http" or "https"
  std::string host;        ///< without the brackets of an IPv6 address
  std::uint16_t port = 0;  ///< written, or the scheme's default
  std::string path;        ///< at least "/"
  std::string query;       ///< without the '?'; may be empty

  /// Host and port as the Host header carries them: the scheme's default port is left out.
  [[nodiscard]] std::string authority() const;
  /// 127.0.0.0/8, ::1 or localhost: what is sent there stays on this machine.
  [[nodiscard]] bool is_loopback() const;
};

/// Reads an address. User and password in it are refused, as are fragments and other schemes.
/// @error net.url_malformed (kind usage); the message leaves the address's query out
[[nodiscard]] core::Result<Url> parse_url(std::string_view text);

/// The address when a request may go there: https to anywhere, http to loopback only.
/// @error net.url_malformed, net.http_refused (kind refused)
[[nodiscard]] core::Result<Url> parse_safe_url(std::string_view text);

}  // namespace atb::net
