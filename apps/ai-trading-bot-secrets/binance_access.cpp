#include "ai-trading-bot-secrets/binance_access.h"

#include "aws/environment.h"
#include "aws/session.h"
#include "binance/key_check.h"

namespace atb::app {

net::CurlTransport::Options outside_options(const std::string& url) {
  const auto environment = aws::process_environment();
  net::CurlTransport::Options options;
  if (!url.starts_with("https://")) return options;
  options.proxy = environment("HTTPS_PROXY").value_or("");
  options.no_proxy = environment("NO_PROXY").value_or("");
  return options;
}

secrets::CheckKey BinanceAccess::check() {
  return [this](const binance::KeyPair& pair) {
    return binance::check_key(transport_, pair, {url_, aws::machine_surroundings().now});
  };
}

}  // namespace atb::app
