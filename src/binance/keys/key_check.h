#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "binance/keys/key_pair.h"
#include "core/error.h"
#include "core/time.h"
#include "net/http.h"

namespace atb::binance {

/// What Binance says about a key and its account.
struct KeyFacts {
  bool reading = false;
  bool spot_trading = false;
  bool ip_restricted = false;
  bool can_trade = false;                          ///< of the account
  std::vector<std::string> dangerous;              ///< rights by Binance's field names: money out
  std::vector<std::string> needless;               ///< margin, futures, options and the like
  std::vector<std::string> malformed;              ///< fields that should be true or false
  std::vector<std::string> untold;                 ///< of the ways out that must be told as closed
  std::optional<core::Timestamp> created;          ///< of the key
  std::optional<core::Timestamp> trading_expires;  ///< set when the right to trade runs out
  std::string account_uid;                         ///< the same for all keys of one account
  bool rights_known = true;  ///< false: the host has no apiRestrictions (test networks)
};

struct KeyCheckOptions {
  std::string base_url = "https://api.binance.com";  ///< http only on loopback
  std::function<core::Timestamp()> now;
};

/// Asks Binance about a key: server time, the key's restrictions, the account. Changes nothing.
/// @error those of call_binance; binance.answer_malformed (internal)
[[nodiscard]] core::Result<KeyFacts> check_key(net::HttpTransport& transport, const KeyPair& pair,
                                               const KeyCheckOptions& options);

}  // namespace atb::binance
