#include "secrets/rotation/key_pairs.h"

#include "settings/value_checks.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

constexpr std::string_view kKey = "BINANCE_API_KEY";
constexpr std::string_view kSecret = "BINANCE_API_SECRET";

}  // namespace

std::string masked_key(const Values& values) {
  const auto* const key = values.find(kKey);
  return key == nullptr ? "none" : key->masked();
}

std::optional<binance::KeyPair> usable_pair(const Values& values) {
  const auto* const key = values.find(kKey);
  const auto* const secret = values.find(kSecret);
  if (key == nullptr || secret == nullptr || settings::is_placeholder(key->reveal()) ||
      settings::is_placeholder(secret->reveal()))
    return std::nullopt;
  return binance::KeyPair{key->clone(), secret->clone()};
}

bool has_same(const Values& a, const Values& b, std::string_view name) {
  const auto* const first = a.find(name);
  const auto* const second = b.find(name);
  return first != nullptr && second != nullptr && first->equals(*second);
}

bool is_refusal(const core::Error& error) {
  return error.code == "binance.key_refused" || error.code == "binance.key_malformed";
}

Result<void> check_is_asked(const Target& target, const CheckKey& check) {
  if (check || target.environment == settings::Environment::staging) return {};
  return core::fail(ErrorKind::refused, "secrets.unchecked_key",
                    "a key for production is not put in force unchecked",
                    "Leave out --skip-key-check.");
}

}  // namespace atb::secrets
