#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "binance/keys/key_pair.h"
#include "binance/keys/signer.h"
#include "binance/requests/call.h"
#include "core/error.h"
#include "core/time.h"
#include "net/http.h"

namespace atb::binance {

/// When a signed call is made and how long it may be under way.
struct Stamp {
  core::Timestamp time;  ///< the exchange's time, see clock/server_clock.h
  /// 1 ms … 60 s; small values make a call without an answer decidable soon.
  core::Duration receive_window = core::Duration::seconds(5);
  /// The moment from which on the exchange refuses the call, unless it is being processed already.
  [[nodiscard]] core::Timestamp expires() const noexcept { return time + receive_window; }
};

/// Longer answers are a failure: see kBodyBytesMax of messages/time_unit.h.
inline constexpr std::size_t kAnswerBytesMax = std::size_t{4} << 20U;

/// Writes calls as the bytes that are sent: stamped, signed, with the key. One thread at a time;
/// the buffers and the keyed signer are used again and again. Source: Binance spot API, "SIGNED
/// endpoint examples", WebSocket API "Request security".
class RequestWriter {
 public:
  /// @error those of Signer::create; binance.key_malformed (settings): letters a header cannot hold
  [[nodiscard]] static core::Result<RequestWriter> create(const KeyPair& pair);
  /// Without a key: for public market data only.
  RequestWriter();

  /// The REST request. GET and DELETE carry their parameters in the query, POST and PUT in the
  /// body; the key goes into X-MBX-APIKEY; a call that changes something is `send_once`.
  /// @param base_url  Environment::rest_url
  /// @error binance.key_missing (settings)  a signed call without a key
  ///        binance.receive_window (internal)  outside 1 ms … 60 s
  ///        binance.rest_missing (internal)  a call of the WebSocket API only
  [[nodiscard]] core::Result<net::HttpRequest> rest(std::string_view base_url, const Call& call,
                                                    const Stamp& stamp);

  /// The WebSocket API's text frame, signed on its own. Valid until the next call of this object.
  /// @param id  echoed by the answer
  /// @error as rest
  [[nodiscard]] core::Result<std::string_view> websocket(std::int64_t id, const Call& call,
                                                         const Stamp& stamp);
  /// The same on a connection that `session.logon` has authenticated: timestamp only.
  [[nodiscard]] core::Result<std::string_view> websocket_in_session(std::int64_t id,
                                                                    const Call& call,
                                                                    const Stamp& stamp);
  /// True when the key can log a session on: Ed25519 only.
  [[nodiscard]] bool can_log_on() const noexcept;

 private:
  RequestWriter(core::SecretString key, Signer signer);
  [[nodiscard]] core::Result<void> check(const Call& call, const Stamp& stamp) const;
  void add_stamp(const Stamp& stamp);
  [[nodiscard]] std::string_view frame(std::int64_t id, const Call& call);

  core::SecretString key_;
  std::unique_ptr<Signer> signer_;
  bool session_capable_ = false;
  Parameters parameters_;
  core::SecretBuffer payload_;
  core::SecretBuffer frame_;
};

}  // namespace atb::binance
