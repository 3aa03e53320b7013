#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "binance_simulator/access/key_ring.h"
#include "binance_simulator/wire/parameters.h"
#include "core/time.h"
#include "exchange/orders/refusal.h"

namespace atb::binance_simulator {

/// What a call needs. Source: Binance spot API, "Endpoint security type".
enum class Security {
  none,         ///< public market data
  user_data,    ///< a key that may read, and a signature
  trade,        ///< a key that may trade, and a signature
  user_stream,  ///< a key that may read, and a signature
};

/// Who asks, and within which time the request is good.
struct Admitted {
  std::string key;
  exchange::AccountId account = 0;
  core::Timestamp timestamp;
  core::Duration receive_window;

  /// The check that is made again just before the matching engine. @error -1021
  [[nodiscard]] exchange::Outcome<void> still_in_time(core::Timestamp now) const;
};

/// What is known of a request before its parameters are looked at.
struct Credentials {
  std::string_view key;      ///< of X-MBX-APIKEY or `apiKey`; empty: none
  std::string_view address;  ///< the sender's IP
  std::string_view payload;  ///< what was signed
};

/// Looks a key up: known, from an address on its list, with the right that the call needs.
/// @error -2014 none or not of the form of a key; -2015 anything else
[[nodiscard]] exchange::Outcome<const ApiKey*> identify(const KeyRing& keys, std::string_view key,
                                                        std::string_view address,
                                                        Security security);

/// Checks a signed call: key, `timestamp`, `recvWindow`, `signature`; reads those parameters.
/// @error those of identify; -1102 missing; -1130, -1131 of no use; -1021 time; -1022 signature
/// Source: Binance spot API, "Timing security", "SIGNED endpoint security".
[[nodiscard]] exchange::Outcome<Admitted> admit(const KeyRing& keys, const Credentials& credentials,
                                                Security security, Parameters& parameters,
                                                core::Timestamp now);

/// The same for a call of a WebSocket session that is logged on: without a signature.
[[nodiscard]] exchange::Outcome<Admitted> admit_session(const KeyRing& keys, std::string_view key,
                                                        std::string_view address, Security security,
                                                        Parameters& parameters,
                                                        core::Timestamp now);

}  // namespace atb::binance_simulator
