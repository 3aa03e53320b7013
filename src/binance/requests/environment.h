#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

namespace atb::binance {

/// Which exchange is spoken to. Only `live` moves real money.
enum class Network { live, testnet, demo, custom };

/// Where the exchange is spoken to. No address ends in a slash.
struct Environment {
  Network network = Network::live;
  std::string rest_url;           ///< https://api.binance.com; paths such as /api/v3/time follow
  std::string websocket_api_url;  ///< wss://ws-api.binance.com:443/ws-api/v3
  std::string stream_url;         ///< wss://stream.binance.com:9443; /ws or /stream follow
};

/// One of Binance's own: "live", "testnet" or "demo".
/// @error binance.environment_unknown (settings)
/// Source: Binance spot API, general information of REST, WebSocket API, streams, testnet, demo.
[[nodiscard]] core::Result<Environment> environment_named(std::string_view name);

/// An exchange at another address, such as a simulator: one base address serves REST, the WebSocket
/// API (/ws-api/v3) and the streams (/ws, /stream).
/// @param base_url  https://host[:port], or http:// on loopback
/// @error net.url_malformed (usage), net.http_refused (refused): plain http to another machine;
///        binance.environment_unknown (settings): a path or query in the address
[[nodiscard]] core::Result<Environment> environment_at(std::string_view base_url);

/// The address of combined streams: <stream_url>/stream, with ?timeUnit=MICROSECOND when asked.
[[nodiscard]] std::string combined_stream_url(const Environment& environment, bool microseconds);

}  // namespace atb::binance
