#pragma once

#include <string>
#include <vector>

#include "files/support/sandbox.h"
#include "net/http_server.h"

namespace atb::net::test {

/// A throw-away certificate authority, made by the openssl command in a folder of its own.
class Authority {
 public:
  /// Throws std::runtime_error when openssl fails.
  Authority();

  [[nodiscard]] std::string certificate_file() const { return path("ca.pem"); }

  /// A server certificate for `names` ("DNS:localhost,IP:127.0.0.1"), good for `days` from now;
  /// less than 0: it has ended.
  [[nodiscard]] HttpServer::Tls issue(const std::string& names, int days) const;
  /// A certificate that nobody but itself signed.
  [[nodiscard]] HttpServer::Tls self_signed(const std::string& names) const;

 private:
  [[nodiscard]] std::string path(const std::string& name) const {
    return (sandbox_.directory() / name).string();
  }
  files::test::Sandbox sandbox_;
};

}  // namespace atb::net::test
