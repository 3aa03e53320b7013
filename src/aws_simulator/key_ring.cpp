#include "aws_simulator/key_ring.h"

#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kIdLength = 16;  // after the four letters that say what it is
constexpr std::size_t kSecretLength = 40;
constexpr std::size_t kTokenLength = 200;

/// Ids are of capital letters and digits.
std::string upper_case(std::string text) {
  for (auto& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

json to_json(const AccessKey& key) {
  json object{{"id", key.id},
              {"secret", key.secret.reveal()},
              {"arn", key.identity.arn},
              {"user_id", key.identity.user_id},
              {"account", key.identity.account},
              {"session_issuer_arn", key.identity.session_issuer_arn},
              {"session_policy", key.identity.session_policy},
              {"is_unlimited", key.identity.is_unlimited}};
  if (!key.session_token.empty()) object["session_token"] = key.session_token.reveal();
  if (key.expires) object["expires_us"] = key.expires->us();
  return object;
}

AccessKey to_key(const json& object) {
  const auto text = [&](const char* name) { return object.at(name).get<std::string>(); };
  AccessKey key;
  key.id = text("id");
  key.secret = core::SecretString{text("secret")};
  if (object.contains("session_token"))
    key.session_token = core::SecretString{text("session_token")};
  if (object.contains("expires_us"))
    key.expires = core::Timestamp::from_us(object.at("expires_us").get<std::int64_t>());
  key.identity = {.access_key_id = key.id,
                  .arn = text("arn"),
                  .user_id = text("user_id"),
                  .account = text("account"),
                  .session_issuer_arn = text("session_issuer_arn"),
                  .session_policy = text("session_policy"),
                  .is_unlimited = object.at("is_unlimited").get<bool>()};
  return key;
}

}  // namespace

KeyRing::KeyRing(std::function<std::string(std::size_t)> random_text)
    : random_text_{std::move(random_text)} {}

void KeyRing::add(std::string id, core::SecretString secret, Identity identity) {
  identity.access_key_id = id;
  AccessKey key{id, std::move(secret), {}, std::nullopt, std::move(identity)};
  keys_.insert_or_assign(std::move(id), std::move(key));
  ++revision_;
}

const AccessKey& KeyRing::create(Identity identity) {
  const std::string id = "AKIA" + upper_case(random_text_(kIdLength));
  add(id, core::SecretString{random_text_(kSecretLength)}, std::move(identity));
  return keys_.at(id);
}

const AccessKey& KeyRing::issue(Identity identity, core::Duration lifetime, core::Timestamp now) {
  const std::string id = "ASIA" + upper_case(random_text_(kIdLength));
  identity.access_key_id = id;
  AccessKey key{id, core::SecretString{random_text_(kSecretLength)},
                core::SecretString{random_text_(kTokenLength)}, now + lifetime,
                std::move(identity)};
  ++revision_;
  return keys_.insert_or_assign(id, std::move(key)).first->second;
}

bool KeyRing::remove(std::string_view id) {
  const auto at = keys_.find(id);
  if (at == keys_.end()) return false;
  keys_.erase(at);
  ++revision_;
  return true;
}

const AccessKey* KeyRing::find(std::string_view id) const {
  const auto at = keys_.find(id);
  return at == keys_.end() ? nullptr : &at->second;
}

void KeyRing::end_by(std::string_view id, core::Timestamp time) {
  const auto at = keys_.find(id);
  if (at == keys_.end() || !at->second.expires) return;
  at->second.expires = time;
  ++revision_;
}

json KeyRing::save(core::Timestamp now) const {
  json list = json::array();
  for (const auto& [id, key] : keys_)
    if (!key.expires || *key.expires > now) list.push_back(to_json(key));
  return list;
}

void KeyRing::load(const json& state) {
  for (const auto& object : state) {
    AccessKey key = to_key(object);
    std::string id = key.id;
    keys_.insert_or_assign(std::move(id), std::move(key));
  }
  ++revision_;
}

}  // namespace atb::aws_simulator
