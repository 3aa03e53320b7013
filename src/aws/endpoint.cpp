#include "aws/endpoint.h"

#include <fmt/format.h>

#include "net/url.h"

namespace atb::aws {
namespace {

core::Result<std::string> checked(std::string_view text, std::string_view origin) {
  const auto url = net::parse_safe_url(text);
  if (!url) return core::add_context(url.error(), origin);
  if (url->path != "/" || !url->query.empty())
    return core::fail(core::ErrorKind::usage, "aws.endpoint_with_path",
                      fmt::format("{}: an endpoint has no path", origin),
                      "Write only scheme, host and port: http://127.0.0.1:4566");
  return fmt::format("{}://{}", url->scheme, url->authority());
}

}  // namespace

core::Result<std::string> resolve_endpoint(const Service& service, std::string_view flag,
                                           std::string_view region,
                                           const Environment& environment) {
  if (!flag.empty()) return checked(flag, "--endpoint-url");
  if (environment("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") != "true") {
    for (const auto& variable : {fmt::format("AWS_ENDPOINT_URL_{}", service.variable_suffix),
                                 std::string{"AWS_ENDPOINT_URL"}})
      if (const auto value = environment(variable)) return checked(*value, variable);
  }
  const std::string_view suffix = region.starts_with("cn-") ? ".cn" : "";
  return fmt::format("https://{}.{}.amazonaws.com{}", service.host_prefix, region, suffix);
}

}  // namespace atb::aws
