#include "net/proxy.h"

#include <algorithm>
#include <array>
#include <memory>

#include <curl/curl.h>

#include "net/http.h"

namespace atb::net {
namespace {

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string result{text};
  curl_free(text);
  return result;
}

bool is_spoken(std::string_view scheme) {
  constexpr std::array<std::string_view, 6> kSchemes{"http",    "https",  "socks4",
                                                     "socks4a", "socks5", "socks5h"};
  return std::find(kSchemes.begin(), kSchemes.end(), scheme) != kSchemes.end();
}

}  // namespace

core::Result<std::string> proxy_host(std::string_view text) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url{curl_url(), &curl_url_cleanup};
  const std::string whole{text};
  // "ftp.example:21" is an http proxy too: only a scheme that is written counts.
  const bool plain = text.find("://") == std::string_view::npos;
  const auto read =
      curl_url_set(url.get(), CURLUPART_URL, (plain ? "http://" + whole : whole).c_str(),
                   CURLU_NON_SUPPORT_SCHEME);
  const auto host = part_of(url.get(), CURLUPART_HOST);
  if (read != CURLUE_OK || host.empty() || !is_spoken(part_of(url.get(), CURLUPART_SCHEME)))
    return core::fail(core::ErrorKind::settings, codes::kProxyMalformed,
                      "HTTPS_PROXY does not name a proxy",
                      "Write it as http://host:port (https, socks5 and socks5h are spoken too), or "
                      "unset it.");
  const auto port = part_of(url.get(), CURLUPART_PORT);
  return port.empty() ? host : host + ":" + port;
}

}  // namespace atb::net
