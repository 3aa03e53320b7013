#include "secrets/rotation/binance_pair.h"

#include "settings/value_checks.h"

namespace atb::secrets {
namespace {

const core::SecretString* usable(const settings::Values& values, std::string_view name) {
  const auto* const value = values.find(name);
  return value == nullptr || value->empty() || settings::is_placeholder(value->reveal()) ? nullptr
                                                                                         : value;
}

}  // namespace

settings::Values pair_of(const settings::Values& values) {
  settings::Values pair;
  for (const auto name : {kBinanceKey, kBinanceSecret})
    if (const auto* const value = values.find(name)) pair.set(name, value->clone());
  return pair;
}

std::optional<binance::KeyPair> usable_pair(const settings::Values& values) {
  const auto* const key = usable(values, kBinanceKey);
  const auto* const secret = usable(values, kBinanceSecret);
  if (key == nullptr || secret == nullptr) return std::nullopt;
  return binance::KeyPair{key->clone(), secret->clone()};
}

std::string masked_key(const settings::Values& values) {
  const auto* const key = values.find(kBinanceKey);
  return key == nullptr ? "none" : key->masked();
}

bool has_same(const settings::Values& a, const settings::Values& b, std::string_view name) {
  const auto* const first = a.find(name);
  const auto* const second = b.find(name);
  return first != nullptr && second != nullptr && first->equals(*second);
}

bool is_key_refused(const core::Error& error) {
  return error.code == "binance.key_refused" || error.code == "binance.key_malformed";
}

}  // namespace atb::secrets
