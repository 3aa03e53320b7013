#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/http.h"

namespace atb::net {

/// HTTP/1.1 over libcurl. Connections are kept and reused; certificates and host names are always
/// verified; redirects are not followed; no proxy of the environment is used.
/// One thread at a time. Answers pass through libcurl's own buffers, which it does not wipe.
class CurlTransport final : public HttpTransport {
 public:
  struct Options {
    std::string ca_bundle = {};  ///< file of trusted certificates (PEM); empty: the system's
    /// "http://host:port", see proxy_host; empty: none. Only https to other machines goes through
    /// it: loopback and `plain_http_hosts` are always reached directly.
    std::string proxy = {};
    std::string no_proxy = {};    ///< comma-separated hosts that are reached directly
    std::string user_agent = {};  ///< empty: "ai-trading-bot/<version>"
    /// Hosts besides loopback that may be spoken to without TLS, spelled as in the address (IPv6
    /// without brackets): for link-local services that never leave the machine.
    std::vector<std::string> plain_http_hosts = {};
  };

  explicit CurlTransport(Options options);
  CurlTransport() : CurlTransport(Options{}) {}
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  [[nodiscard]] core::Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  struct Handle;
  Options options_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace atb::net
