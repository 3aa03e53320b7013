#include "net/url.h"

#include <charconv>
#include <memory>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>

#include "net/http.h"

namespace atb::net {
namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

tl::unexpected<core::Error> malformed(std::string_view text, std::string_view why) {
  return core::fail(core::ErrorKind::usage, codes::kUrlMalformed,
                    fmt::format("the address {} cannot be used: {}",
                                text.substr(0, std::min(text.find('?'), std::size_t{200})), why),
                    "Write it as https://host[:port][/path].");
}

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string result{text};
  curl_free(text);
  return result;
}

}  // namespace

std::string Url::authority() const {
  const bool is_default = (scheme == "https" && port == 443) || (scheme == "http" && port == 80);
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return is_default ? name : fmt::format("{}:{}", name, port);
}

bool Url::is_loopback() const {
  if (host == "localhost") return true;
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24U) == 127;
  in6_addr v6{};
  return inet_pton(AF_INET6, host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

core::Result<Url> parse_url(std::string_view text) {
  const Handle handle{curl_url(), &curl_url_cleanup};
  const std::string whole{text};
  if (curl_url_set(handle.get(), CURLUPART_URL, whole.c_str(), 0) != CURLUE_OK)
    return malformed("given", "it is not an absolute http or https address");
  Url url;
  url.scheme = part_of(handle.get(), CURLUPART_SCHEME);
  if (url.scheme != "http" && url.scheme != "https")
    return malformed("given", "only http and https are spoken");
  if (!part_of(handle.get(), CURLUPART_USER).empty() ||
      !part_of(handle.get(), CURLUPART_PASSWORD).empty())
    return malformed("given", "it holds a user or password");
  if (!part_of(handle.get(), CURLUPART_FRAGMENT).empty())
    return malformed(text, "it holds a fragment");
  url.host = part_of(handle.get(), CURLUPART_HOST);
  if (url.host.starts_with('[')) url.host = url.host.substr(1, url.host.size() - 2);
  const std::string port = part_of(handle.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (url.host.empty() || url.port == 0) return malformed(text, "host or port is missing");
  url.path = part_of(handle.get(), CURLUPART_PATH);
  url.query = part_of(handle.get(), CURLUPART_QUERY);
  return url;
}

core::Result<Url> parse_safe_url(std::string_view text) {
  ATB_ASSIGN(auto url, parse_url(text));
  if (url.scheme == "http" && !url.is_loopback())
    return core::fail(core::ErrorKind::refused, codes::kHttpRefused,
                      fmt::format("plain http to {} would send secrets unencrypted", url.host),
                      "Use https, or a loopback address (127.0.0.1, ::1, localhost).");
  return url;
}

}  // namespace atb::net
