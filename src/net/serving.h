#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "net/http.h"

/// What the servers of this room have in common.
namespace atb::net {

/// One request as a server received it.
struct ServerRequest {
  std::string method;
  std::string target;  ///< path and query as they were sent
  Headers headers;
  core::SecretBuffer body;
  std::string remote_address = {};  ///< "127.0.0.1:50123"
};

/// What a handler answers. Simulators deliver some answers badly, on purpose.
struct ServerAnswer {
  enum class Delivery {
    whole,
    cut,       ///< half of the body, then the connection is closed
    dropped,   ///< nothing: the connection is closed
    withheld,  ///< nothing: the connection stays open until the peer or the idle timeout ends it
    reset,     ///< nothing: the connection is reset, as by a machine that lost it
  };

  explicit(false) ServerAnswer(HttpResponse answer) : response{std::move(answer)} {}
  explicit(false) ServerAnswer(std::optional<HttpResponse> answer)
      : response{answer ? std::move(*answer) : HttpResponse{}},
        delivery{answer ? Delivery::whole : Delivery::dropped} {}
  explicit(false) ServerAnswer(std::nullopt_t) : delivery{Delivery::dropped} {}

  HttpResponse response;
  Delivery delivery = Delivery::whole;
  core::Duration delay;  ///< before anything of it is sent; other connections do not wait
};

struct ServerLimits {
  std::uint32_t header_bytes_max = 16'384;                    ///< more: 431 and closed
  std::uint64_t body_bytes_max = std::uint64_t{1} << 20U;     ///< more: 413 and closed
  std::size_t connections_max = 256;                          ///< further ones are closed at once
  core::Duration idle_timeout = core::Duration::seconds(30);  ///< of HTTP, not of WebSockets
};

/// PEM files: the chain, the server's certificate first, and its unencrypted key.
struct ServerTls {
  std::string certificate_file;
  std::string key_file;
};

}  // namespace atb::net
