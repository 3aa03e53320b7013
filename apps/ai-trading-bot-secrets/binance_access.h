#pragma once

#include <string>

#include "net/curl_transport.h"
#include "secrets/rotation/rotate.h"

namespace atb::app {

/// A transport as this machine reaches the internet: HTTPS_PROXY and NO_PROXY count for https.
[[nodiscard]] net::CurlTransport::Options outside_options(const std::string& url);

/// Binance, reached as this machine reaches it.
class BinanceAccess {
 public:
  explicit BinanceAccess(std::string url)
      : transport_{outside_options(url)}, url_{std::move(url)} {}
  /// Asks about a key. Valid while this object lives.
  [[nodiscard]] secrets::CheckKey check();

 private:
  net::CurlTransport transport_;
  std::string url_;
};

}  // namespace atb::app
