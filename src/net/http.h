#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/headers.h"

namespace atb::net {

/// One request. Bodies and header values are wiped when they go.
struct HttpRequest {
  std::string method = "GET";  ///< GET, HEAD, POST, PUT, DELETE
  std::string url;             ///< absolute, without user or password
  Headers headers;
  core::SecretBuffer body;
  core::Duration connect_timeout = core::Duration::seconds(5);  ///< name, TCP and TLS together
  core::Duration total_timeout = core::Duration::seconds(15);   ///< from start to last byte
  std::size_t response_bytes_max = std::size_t{1} << 20U;       ///< a longer body is a failure
  /// A kept-alive connection may turn out dead after the request was written. False lets the
  /// transport send again on a new one; true reports `codes::connection_lost` instead, for requests
  /// whose effect must not happen twice.
  bool send_once = false;
};

struct HttpResponse {
  int status = 0;  ///< 200, 404…; every status is a success of the transport
  Headers headers;
  core::SecretBuffer body;
};

/// Codes of a failed `HttpTransport::send`.
namespace codes {
inline constexpr std::string_view kUrlMalformed = "net.url_malformed";        ///< usage, not sent
inline constexpr std::string_view kHeaderMalformed = "net.header_malformed";  ///< usage, not sent
inline constexpr std::string_view kHttpRefused = "net.http_refused";          ///< refused, not sent
inline constexpr std::string_view kProxyMalformed = "net.proxy_malformed";   ///< settings, not sent
inline constexpr std::string_view kResolveFailed = "net.resolve_failed";     ///< not sent
inline constexpr std::string_view kConnectFailed = "net.connect_failed";     ///< not sent
inline constexpr std::string_view kConnectTimeout = "net.connect_timeout";   ///< not sent
inline constexpr std::string_view kTlsUntrusted = "net.tls_untrusted";       ///< refused, not sent
inline constexpr std::string_view kTlsFailed = "net.tls_failed";             ///< not sent
inline constexpr std::string_view kCaBundle = "net.ca_bundle_unreadable";    ///< settings, not sent
inline constexpr std::string_view kAnswerTimeout = "net.answer_timeout";     ///< perhaps sent
inline constexpr std::string_view kConnectionLost = "net.connection_lost";   ///< perhaps sent
inline constexpr std::string_view kAnswerTooLarge = "net.answer_too_large";  ///< sent
inline constexpr std::string_view kAnswerMalformed = "net.answer_malformed";  ///< sent
}  // namespace codes

/// Whether each field stays on its line: a line break would forge further fields.
/// @error codes::kHeaderMalformed; the value is not repeated
[[nodiscard]] core::Result<void> check_lines(const Headers& headers);

/// True when the peer cannot have seen the request: a repetition cannot act twice. False for every
/// other error, also for those of other rooms.
[[nodiscard]] bool certainly_not_sent(const core::Error& error) noexcept;

/// True when time ran out, before or after sending.
[[nodiscard]] bool is_time_out(const core::Error& error) noexcept;

/// Sends one request and waits for its answer. One thread at a time.
/// Implemented by `CurlTransport`, and by the in-memory service of the aws tests.
class HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  /// @error one of `codes`; kind temporary unless noted there
  [[nodiscard]] virtual core::Result<HttpResponse> send(const HttpRequest& request) = 0;
};

/// Text as a body.
[[nodiscard]] inline core::SecretBuffer to_body(std::string_view text) {
  return {text.begin(), text.end()};
}
/// A body as text, valid while the body lives.
[[nodiscard]] inline std::string_view as_text(const core::SecretBuffer& body) noexcept {
  return {body.data(), body.size()};
}

}  // namespace atb::net
