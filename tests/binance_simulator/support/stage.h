#pragma once

#include <string>

#include "binance_simulator/market/house.h"
#include "binance_simulator/rest_door.h"

namespace atb::binance_simulator::test {

/// A small exchange behind its front door: BTCUSDT at 100 with a house around it, the example
/// account with 1000 USDT and 2 BTC, a second one with its own key "other".
class Stage {
 public:
  Stage();

  /// A public call. @param target  "depth?symbol=BTCUSDT", below /api/v3 unless it begins with /
  Json get(const std::string& target);
  /// A signed call of the example account.
  Json call(const std::string& method, const std::string& path, const std::string& query = {});
  /// The same with another key and secret.
  Json call_as(const std::string& key, const std::string& secret, const std::string& method,
               const std::string& path, const std::string& query);
  /// The answer as it came.
  net::HttpResponse send(const std::string& method, const std::string& target,
                         const std::string& key = {}, const std::string& body = {});
  /// Places a LIMIT order; its id.
  std::int64_t limit(const std::string& side, const std::string& quantity, const std::string& price,
                     const std::string& more = {});
  /// The other account trades so much at market.
  void other_trades(const std::string& side, const std::string& quantity);

  World world;
  Faults faults{1};
  RestDoor door{world, faults};
  House house{world, "BTCUSDT", 1};
  core::Timestamp now = core::Timestamp::from_ms(1'700'000'040'000);
  int status = 0;  ///< of the last answer
};

/// Lower-case hexadecimal digits.
[[nodiscard]] std::string hmac(const std::string& secret, const std::string& payload);

}  // namespace atb::binance_simulator::test
