#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "net/http.h"

namespace atb::net {

/// One request as a server received it.
struct ServerRequest {
  std::string method;
  std::string target;  ///< path and query as they were sent
  Headers headers;
  core::SecretBuffer body;
};

/// What a handler answers. Simulators deliver some answers badly, on purpose.
struct ServerAnswer {
  enum class Delivery {
    whole,
    cut,       ///< half of the body, then the connection is closed
    dropped,   ///< nothing: the connection is closed
    withheld,  ///< nothing: the connection stays open until the peer or the idle timeout ends it
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

/// Answers one request; `std::nullopt` closes the connection without an answer. An exception
/// becomes status 500.
using HttpHandler = std::function<ServerAnswer(const ServerRequest&)>;

/// HTTP/1.1 server on 127.0.0.1, one thread, connections kept alive. It never listens elsewhere.
class HttpServer {
 public:
  struct Limits {
    std::uint32_t header_bytes_max = 16'384;                 ///< more: 431 and closed
    std::uint64_t body_bytes_max = std::uint64_t{1} << 20U;  ///< more: 413 and closed
    std::size_t connections_max = 256;                       ///< further ones are closed at once
    core::Duration idle_timeout = core::Duration::seconds(30);
  };

  /// PEM files: the chain, the server's certificate first, and its unencrypted key.
  struct Tls {
    std::string certificate_file;
    std::string key_file;
  };

  /// Listens. @param port  0 takes a free one, see `port()`
  /// @error net.listen_failed (kind internal), such as a port that is taken
  [[nodiscard]] static core::Result<std::unique_ptr<HttpServer>> create(std::uint16_t port,
                                                                        HttpHandler handler,
                                                                        Limits limits);
  [[nodiscard]] static core::Result<std::unique_ptr<HttpServer>> create(std::uint16_t port,
                                                                        HttpHandler handler);
  /// The same over TLS 1.2 or 1.3. @error net.tls_files_unusable (kind usage)
  [[nodiscard]] static core::Result<std::unique_ptr<HttpServer>> create(std::uint16_t port,
                                                                        HttpHandler handler,
                                                                        Limits limits,
                                                                        const Tls& tls);
  /// Stops and joins.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  /// Serves in the calling thread until `stop`.
  void run();
  /// Serves in a thread of its own until `stop` or destruction. @pre neither run nor start before
  void start();
  /// Ends serving; may be called from any thread, more than once, not from a signal handler.
  void stop();

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace atb::net
