#include "aws_simulator/kms_keys.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::string_view kDefaultAlias = "alias/aws/secretsmanager";
constexpr KmsKeyState kStates[] = {KmsKeyState::enabled, KmsKeyState::disabled,
                                   KmsKeyState::pending_deletion};

KmsKeyState to_state(const std::string& text) {
  for (const auto state : kStates)
    if (to_text(state) == text) return state;
  throw json::other_error::create(501, "state is Enabled, Disabled or PendingDeletion", nullptr);
}

/// Why a key cannot be used, as the end of a sentence of Secrets Manager.
std::string_view reason_of(const KmsKey* key) {
  if (key == nullptr) return "it does not exist";
  return key->state == KmsKeyState::disabled ? "it is disabled" : "it is pending deletion";
}

bool is_usable(const KmsKey* key) {
  return key != nullptr && key->state == KmsKeyState::enabled;
}

}  // namespace

std::string_view to_text(KmsKeyState state) noexcept {
  switch (state) {
    case KmsKeyState::enabled:
      return "Enabled";
    case KmsKeyState::disabled:
      return "Disabled";
    case KmsKeyState::pending_deletion:
      return "PendingDeletion";
  }
  return {};
}

void KmsKeys::set(KmsKey key) {
  std::erase_if(keys_, [&](const KmsKey& existing) { return existing.id == key.id; });
  keys_.push_back(std::move(key));
}

void KmsKeys::set_from_json(const json& object) {
  set(KmsKey{object.at("key_id").get<std::string>(), object.value("alias", ""),
             to_state(object.value("state", "Enabled"))});
}

bool KmsKeys::is_default(std::string_view name) {
  return name.empty() || name == kDefaultAlias ||
         (name.starts_with("arn:") && name.ends_with(fmt::format(":{}", kDefaultAlias)));
}

const KmsKey* KmsKeys::find(std::string_view name, std::string_view region) const {
  if (const auto prefix = fmt::format("arn:aws:kms:{}:{}:", region, account_);
      name.starts_with(prefix)) {
    name.remove_prefix(prefix.size());
    if (name.starts_with("key/")) name.remove_prefix(4);
  }
  const auto at = std::find_if(keys_.begin(), keys_.end(), [&](const KmsKey& key) {
    return key.id == name || (!key.alias.empty() && key.alias == name);
  });
  return at == keys_.end() ? nullptr : &*at;
}

std::string KmsKeys::arn_of(std::string_view name, std::string_view region) const {
  const auto* const key = is_default(name) ? nullptr : find(name, region);
  return key == nullptr ? "" : fmt::format("arn:aws:kms:{}:{}:key/{}", region, account_, key->id);
}

Outcome<void> KmsKeys::check_encrypt(std::string_view name, std::string_view region) const {
  if (is_default(name)) return {};
  const auto* const key = find(name, region);
  if (is_usable(key)) return {};
  return refuse("EncryptionFailure",
                fmt::format("Secrets Manager can't encrypt the protected secret text using the "
                            "provided KMS key: {}.",
                            reason_of(key)));
}

Outcome<void> KmsKeys::check_decrypt(std::string_view name, std::string_view region) const {
  if (is_default(name)) return {};
  const auto* const key = find(name, region);
  if (is_usable(key)) return {};
  return refuse("DecryptionFailure",
                fmt::format("Secrets Manager can't decrypt the protected secret text using the "
                            "provided KMS key: {}.",
                            reason_of(key)));
}

json KmsKeys::save() const {
  json list = json::array();
  for (const auto& key : keys_)
    list.push_back({{"key_id", key.id}, {"alias", key.alias}, {"state", to_text(key.state)}});
  return list;
}

void KmsKeys::load(const json& list) {
  for (const auto& object : list) set_from_json(object);
}

}  // namespace atb::aws_simulator
