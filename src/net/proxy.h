#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

namespace atb::net {

/// Host and port of a proxy as HTTPS_PROXY names it, for people: "[scheme://][user[:password]@]host
/// [:port]", scheme http, https, socks4, socks4a, socks5 or socks5h. libcurl repeats a text that it
/// cannot read, password and all: what does not pass here is not handed on.
/// @return  without scheme, user and password
/// @error net.proxy_malformed (settings); the text is not repeated
[[nodiscard]] core::Result<std::string> proxy_host(std::string_view text);

}  // namespace atb::net
