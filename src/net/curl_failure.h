#pragma once

#include <string_view>

#include "core/error.h"

namespace atb::net {

/// What is known about a transfer that libcurl gave up.
struct CurlFailure {
  int curl_code = 0;              ///< a CURLcode
  std::string_view details = {};  ///< libcurl's text; may be empty
  std::string_view host = {};
  std::string_view proxy = {};   ///< host and port of the proxy that was set; empty: none
  bool request_started = false;  ///< at least one byte of the request may have left
  bool too_large = false;        ///< our own limit stopped the answer
};

/// The failure as an error of `net::codes` with what to do about it.
[[nodiscard]] core::Error to_error(const CurlFailure& failure);

}  // namespace atb::net
