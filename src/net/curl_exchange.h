#pragma once

#include <memory>

#include "net/curl_transport.h"

/// What both transports do alike with libcurl. For the sources of this room.
namespace atb::net {

/// One request on one easy handle: set up by our rules, its answer collected. The request must
/// outlive it. Not for two requests on one handle at a time.
class CurlExchange {
 public:
  /// Sets the handle up. @param easy  a CURL; keeps its connections
  /// @error codes::kUrlMalformed, kHeaderMalformed, kHttpRefused, kProxyMalformed
  [[nodiscard]] static core::Result<std::unique_ptr<CurlExchange>> prepare(
      void* easy, const HttpRequest& request, const CurlTransport::Options& options);
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;
  ~CurlExchange();

  /// At least one byte of the request may have left: a connection stood and the request's turn had
  /// come.
  [[nodiscard]] bool request_started() const noexcept;
  /// What came of it; leaves the handle without pointers to anything here.
  /// @param curl_code  a CURLcode: how the transfer ended
  [[nodiscard]] core::Result<HttpResponse> finish(int curl_code);

 private:
  struct State;
  explicit CurlExchange(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Starts libcurl, once per process, with memory that is wiped. @return  false: it does not start
[[nodiscard]] bool start_curl();

/// The file of all authorities that libcurl was built with; null: none.
[[nodiscard]] const char* system_ca_file();

}  // namespace atb::net
