#include "binance/requests/environment.h"

#include <fmt/format.h>

#include "net/url.h"

namespace atb::binance {

core::Result<Environment> environment_named(std::string_view name) {
  if (name == "live")
    return Environment{Network::live, "https://api.binance.com",
                       "wss://ws-api.binance.com:443/ws-api/v3", "wss://stream.binance.com:9443"};
  if (name == "testnet")
    return Environment{Network::testnet, "https://testnet.binance.vision",
                       "wss://ws-api.testnet.binance.vision/ws-api/v3",
                       "wss://stream.testnet.binance.vision"};
  if (name == "demo")
    return Environment{Network::demo, "https://demo-api.binance.com",
                       "wss://demo-ws-api.binance.com/ws-api/v3", "wss://demo-stream.binance.com"};
  return core::fail(core::ErrorKind::settings, "binance.environment_unknown",
                    fmt::format("\"{}\" is no network of Binance", name.substr(0, 20)),
                    "Use live, testnet or demo.");
}

core::Result<Environment> environment_at(std::string_view base_url) {
  ATB_ASSIGN(const auto url, net::parse_safe_url(base_url));
  if (url.path != "/" || !url.query.empty())
    return core::fail(core::ErrorKind::settings, "binance.environment_unknown",
                      "the exchange's address has a path or a query",
                      "Write scheme, host and port only, such as http://127.0.0.1:9000.");
  const auto authority = url.authority();
  const auto socket = fmt::format("{}://{}", url.scheme == "https" ? "wss" : "ws", authority);
  return Environment{Network::custom, fmt::format("{}://{}", url.scheme, authority),
                     socket + "/ws-api/v3", socket};
}

std::string combined_stream_url(const Environment& environment, bool microseconds) {
  return environment.stream_url + (microseconds ? "/stream?timeUnit=MICROSECOND" : "/stream");
}

}  // namespace atb::binance
