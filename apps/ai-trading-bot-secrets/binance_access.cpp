#include "ai-trading-bot-secrets/binance_access.h"

#include "aws/environment.h"
#include "aws/session.h"
#include "binance/keys/key_check.h"

namespace atb::app {

net::CurlTransport::Options outside_options(const std::string& url) {
  const auto environment = aws::process_environment();
  net::CurlTransport::Options options;
  if (!url.starts_with("https://")) return options;
  const auto either = [&](std::string_view upper, std::string_view lower) {
    return std::string{environment(upper).value_or(environment(lower).value_or(""))};
  };
  options.proxy = either("HTTPS_PROXY", "https_proxy");
  options.no_proxy = either("NO_PROXY", "no_proxy");
  return options;
}

secrets::CheckKey BinanceAccess::check() {
  return [this](const binance::KeyPair& pair) {
    return binance::check_key(transport_, pair, {url_, aws::machine_surroundings().now});
  };
}

}  // namespace atb::app
