#include "net/curl_transport.h"

#include <stdexcept>

#include <curl/curl.h>

#include "net/curl_exchange.h"

namespace atb::net {
namespace {

/// The system's authorities are first looked for in their folder, where one file is read for the
/// one that is needed: reading the bundle of all takes longer than the rest of a request. A folder
/// that is not kept up to date shows in a failed handshake, before anything is sent; then the
/// bundle decides.
CURLcode perform(CURL* curl, const CurlTransport::Options& options) {
  const auto& system = *curl_version_info(CURLVERSION_NOW);
  const CURLcode outcome = curl_easy_perform(curl);
  const bool untrusted =
      outcome == CURLE_PEER_FAILED_VERIFICATION || outcome == CURLE_SSL_CACERT_BADFILE;
  if (!untrusted || !options.ca_bundle.empty() || system.capath == nullptr ||
      system.cainfo == nullptr)
    return outcome;
  curl_easy_setopt(curl, CURLOPT_CAINFO, system.cainfo);
  return curl_easy_perform(curl);
}

}  // namespace

struct CurlTransport::Handle {
  Handle() : curl{curl_easy_init()} {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { curl_easy_cleanup(curl); }
  CURL* curl;
};

CurlTransport::CurlTransport(Options options) : options_{std::move(options)} {
  const bool started = start_curl();
  if (options_.user_agent.empty()) options_.user_agent = "ai-trading-bot/" ATB_VERSION;
  handle_ = std::make_unique<Handle>();
  if (!started || handle_->curl == nullptr) throw std::runtime_error{"libcurl does not start"};
}

CurlTransport::~CurlTransport() = default;

core::Result<HttpResponse> CurlTransport::send(const HttpRequest& request) {
  ATB_ASSIGN(const auto exchange, CurlExchange::prepare(handle_->curl, request, options_));
  return exchange->finish(perform(handle_->curl, options_));
}

}  // namespace atb::net
