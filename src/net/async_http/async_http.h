#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "core/error.h"
#include "net/curl_transport.h"
#include "net/event_loop.h"
#include "net/http.h"

namespace atb::net {

/// Why there is no answer.
struct HttpFailure {
  core::Error error;  ///< of net::codes
  /// False only when it is certain that no byte of the request was written: refused before
  /// sending, or no name, connection or TLS. Else the request may have been executed.
  bool request_may_have_left = true;
};

/// An answer, whatever its status, or why there is none.
using HttpOutcome = tl::expected<HttpResponse, HttpFailure>;

/// HTTP/1.1 over libcurl on a loop: many requests at a time, connections kept and reused,
/// everything bounded, the safety rules of `CurlTransport`. Each request is written at most once,
/// whatever its method and `send_once`: when a kept connection turns out dead after the request was
/// written, that is a failure with `request_may_have_left`, never a second sending.
/// URL, header values and bodies of requests are wiped when they are done with. For the loop's
/// thread; may be destroyed from a callback.
class AsyncHttp {
 public:
  struct Options {
    CurlTransport::Options transport = {};
    std::size_t connections_max = 4;  ///< at a time, all hosts together; further requests wait
    std::size_t waiting_max = 64;     ///< waiting for a connection; further requests are refused
  };
  enum class RequestId : std::uint64_t {};
  using Done = std::function<void(HttpOutcome outcome)>;
  enum class Cancelled {
    no_such_request,  ///< done already, or cancelled
    not_sent,         ///< no byte of it was written, or will be
    may_have_left,
  };

  AsyncHttp(EventLoop& loop, Options options);
  /// Abandons what is under way: no callback is called any more.
  ~AsyncHttp();
  AsyncHttp(const AsyncHttp&) = delete;
  AsyncHttp& operator=(const AsyncHttp&) = delete;

  /// Sends; `done` is called once, never from within this call. `total_timeout` counts from here,
  /// the wait for a connection included.
  /// The outcome's errors: `net::codes`, and codes::kTooManyRequests (temporary, not sent).
  RequestId send(HttpRequest request, Done done);
  /// Gives up a request: its callback is not called any more.
  Cancelled cancel(RequestId id);
  /// Gets an address of no effect (Binance: /api/v3/ping) so that a connection to its host stands
  /// ready for the next request. libcurl keeps an idle one for 118 s.
  RequestId warm_up(std::string url, Done done = {});
  /// Requests whose callback is still to come.
  [[nodiscard]] std::size_t pending() const noexcept;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

namespace codes {
inline constexpr std::string_view kTooManyRequests = "net.too_many_requests";  ///< not sent
}  // namespace codes

}  // namespace atb::net
