#include "net/curl_failure.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include "net/http.h"

namespace atb::net {
namespace {

using core::Error;
using core::ErrorKind;

Error make(ErrorKind kind, std::string_view code, std::string message, std::string advice) {
  return {kind, std::string{code}, std::move(message), std::move(advice)};
}

/// Before anything was sent the proxy is as good a suspect as the host; libcurl does not tell.
std::string with_proxy(std::string advice, const CurlFailure& failure) {
  if (!failure.proxy.empty())
    advice += fmt::format(
        "\nHTTPS_PROXY names the proxy {}: check it too, unless NO_PROXY excepts the host.",
        failure.proxy);
  return advice;
}

Error timed_out(const CurlFailure& failure) {
  if (!failure.request_started)
    return make(
        ErrorKind::temporary, codes::kConnectTimeout,
        fmt::format("no connection to {} within the time allowed", failure.host),
        with_proxy("Check the network, the firewall and the address. Nothing was sent.", failure));
  return make(ErrorKind::temporary, codes::kAnswerTimeout,
              fmt::format("{} did not answer within the time allowed", failure.host),
              "The request may have taken effect: check before you repeat it.");
}

Error lost(const CurlFailure& failure) {
  if (!failure.request_started)
    return make(ErrorKind::temporary, codes::kConnectFailed,
                fmt::format("no connection to {}: {}", failure.host, failure.details),
                with_proxy("Check that the service runs there and that a firewall lets it through.",
                           failure));
  return make(ErrorKind::temporary, codes::kConnectionLost,
              fmt::format("the connection to {} broke before the answer: {}", failure.host,
                          failure.details),
              "The request may have taken effect: check before you repeat it.");
}

Error untrusted(const CurlFailure& failure) {
  return make(ErrorKind::refused, codes::kTlsUntrusted,
              fmt::format("{} did not prove its identity: {}", failure.host, failure.details),
              "Check the clock, the ca-certificates package and whether something intercepts TLS;\n"
              "for a private authority name its file (AWS_CA_BUNDLE). Nothing was sent.");
}

}  // namespace

Error to_error(const CurlFailure& failure) {
  if (failure.too_large)
    return make(ErrorKind::temporary, codes::kAnswerTooLarge,
                fmt::format("the answer of {} is larger than allowed", failure.host),
                "This is not the expected service, or a proxy answered in its place.");
  switch (failure.curl_code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
      return make(ErrorKind::temporary, codes::kResolveFailed,
                  fmt::format("the name of the proxy {} cannot be resolved", failure.proxy),
                  "Check HTTPS_PROXY, and DNS on this machine; NO_PROXY excepts hosts from it.");
    case CURLE_COULDNT_RESOLVE_HOST:
      return make(ErrorKind::temporary, codes::kResolveFailed,
                  fmt::format("the name {} cannot be resolved", failure.host),
                  "Check the region or address for typing errors, and DNS on this machine.");
    case CURLE_OPERATION_TIMEDOUT:
      return timed_out(failure);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      return untrusted(failure);
    case CURLE_SSL_CACERT_BADFILE:
      return make(ErrorKind::settings, codes::kCaBundle,
                  "the file of trusted certificates cannot be read",
                  "Install ca-certificates, or correct the CA bundle setting.");
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
      return make(ErrorKind::temporary, codes::kTlsFailed,
                  fmt::format("no TLS connection to {}: {}", failure.host, failure.details),
                  "Check that the address speaks https and that no proxy interferes.");
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
      return make(ErrorKind::temporary, codes::kAnswerMalformed,
                  fmt::format("{} did not answer in HTTP: {}", failure.host, failure.details),
                  "Check the address and port.");
    default:
      return lost(failure);
  }
}

}  // namespace atb::net
