#include "secrets/rotation/key_age.h"

#include <fmt/format.h>

namespace atb::secrets {

std::optional<std::string> key_age_warning(core::Timestamp since, core::Timestamp now) {
  if (now - since <= kKeyAgeMax) return std::nullopt;
  return fmt::format(
      "the Binance key is at least {} days old: put a new pair in place with "
      "ai-trading-bot-secrets rotate",
      (now - since).us() / core::Duration::days(1).us());
}

}  // namespace atb::secrets
