#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "net/serving.h"

namespace atb::net {

/// Answers one request; `std::nullopt` closes the connection without an answer. An exception
/// becomes status 500.
using HttpHandler = std::function<ServerAnswer(const ServerRequest&)>;

/// HTTP/1.1 server on 127.0.0.1, one thread, connections kept alive. It never listens elsewhere.
class HttpServer {
 public:
  using Limits = ServerLimits;
  using Tls = ServerTls;

  /// Listens. @param port  0 takes a free one, see `port()`
  /// @error net.listen_failed (kind internal), such as a port that is taken
  [[nodiscard]] static core::Result<std::unique_ptr<HttpServer>> create(std::uint16_t port,
                                                                        HttpHandler handler,
                                                                        Limits limits = {});
  /// The same over TLS 1.2 or 1.3. @error net.tls_files_unusable (kind usage)
  [[nodiscard]] static core::Result<std::unique_ptr<HttpServer>> create(std::uint16_t port,
                                                                        HttpHandler handler,
                                                                        Limits limits, Tls tls);
  /// Stops and joins.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  /// Serves in the calling thread until `stop`.
  void run();
  /// Serves in a thread of its own until `stop` or destruction. @pre neither run nor start before
  void start();
  /// Ends serving; may be called from any thread, more than once.
  void stop();

 private:
  struct State;
  static core::Result<std::unique_ptr<HttpServer>> open(std::uint16_t port, HttpHandler handler,
                                                        Limits limits, std::optional<Tls> tls);
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace atb::net
