#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "settings/values.h"

namespace atb::secrets::test {

inline settings::Values good_values() {
  settings::Values values;
  values.set("BINANCE_API_KEY", core::SecretString{"kkkkkkkkkkkkkkkkkkkkkkkk"});
  values.set("BINANCE_API_SECRET", core::SecretString{"ssssssssssssssssssssssss"});
  values.set("DATABASE_URL", core::SecretString{"sqlite:////var/lib/bot.db"});
  values.set("TRADING_MODE", core::SecretString{"paper"});
  values.set("INITIAL_BALANCE", core::SecretString{"1000"});
  return values;
}

inline aws::SecretValue secret_of(std::string_view json, std::string_view version = "v1") {
  aws::SecretValue secret;
  secret.name = "ai-trading-bot/staging";
  secret.version_id = version;
  secret.value = core::SecretString{json};
  return secret;
}

inline bool any_holds(const std::vector<std::string>& lines, std::string_view piece) {
  return std::any_of(lines.begin(), lines.end(), [piece](const std::string& line) {
    return line.find(piece) != std::string::npos;
  });
}

inline bool holds(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

}  // namespace atb::secrets::test
