#include "secrets/rotation/key_pairs.h"

#include "settings/secret_json.h"
#include "settings/value_checks.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

const core::SecretString* usable(const Values& values, std::string_view name) {
  const auto* const value = values.find(name);
  return value == nullptr || value->empty() || settings::is_placeholder(value->reveal()) ? nullptr
                                                                                         : value;
}

}  // namespace

Values pair_of(const Values& values) {
  Values pair;
  for (const auto name : {kBinanceKey, kBinanceSecret})
    if (const auto* const value = values.find(name)) pair.set(name, value->clone());
  return pair;
}

Result<Values> read_in_force(aws::SecretsManager& manager, const Target& target) {
  ATB_ASSIGN(const auto current, manager.get_secret_value(target.secret_id, {}));
  return settings::parse_secret_json(current.value.reveal());
}

std::string masked_key(const Values& values) {
  const auto* const key = values.find(kBinanceKey);
  return key == nullptr ? "none" : key->masked();
}

std::optional<binance::KeyPair> usable_pair(const Values& values) {
  const auto* const key = usable(values, kBinanceKey);
  const auto* const secret = usable(values, kBinanceSecret);
  if (key == nullptr || secret == nullptr) return std::nullopt;
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
