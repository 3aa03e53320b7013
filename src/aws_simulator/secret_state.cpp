#include "aws_simulator/secret_state.h"

#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

core::Timestamp time_in(const json& object, const char* key) {
  return core::Timestamp::from_us(object.at(key).get<std::int64_t>());
}

std::optional<core::Timestamp> time_if(const json& object, const char* key) {
  if (!object.contains(key)) return std::nullopt;
  return time_in(object, key);
}

json to_json(const SecretVersion& version) {
  json object{{"id", version.id},
              {"value", version.value},
              {"is_binary", version.is_binary},
              {"stages", version.stages},
              {"created_us", version.created.us()},
              {"kms_key_id", version.kms_key_id}};
  if (version.accessed) object["accessed_us"] = version.accessed->us();
  return object;
}

json to_json(const StoredSecret& secret) {
  json object{{"region", secret.region},
              {"name", secret.name},
              {"arn", secret.arn},
              {"description", secret.description},
              {"kms_key_id", secret.kms_key_id},
              {"created_us", secret.created.us()},
              {"changed_us", secret.changed.us()},
              {"resource_policy", secret.resource_policy},
              {"tags", json::array()},
              {"versions", json::array()}};
  if (secret.deletion_date) object["deletion_us"] = secret.deletion_date->us();
  if (secret.accessed) object["accessed_us"] = secret.accessed->us();
  for (const auto& tag : secret.tags)
    object["tags"].push_back({{"key", tag.key}, {"value", tag.value}});
  for (const auto& version : secret.versions) object["versions"].push_back(to_json(version));
  return object;
}

SecretVersion to_version(const json& object, const std::string& kms_key_id) {
  return {.id = object.at("id").get<std::string>(),
          .value = object.at("value").get<std::string>(),
          .is_binary = object.at("is_binary").get<bool>(),
          .stages = object.at("stages").get<std::set<std::string, std::less<>>>(),
          .created = time_in(object, "created_us"),
          .kms_key_id = object.value("kms_key_id", kms_key_id),
          .accessed = time_if(object, "accessed_us")};
}

StoredSecret to_secret(const json& object) {
  StoredSecret secret;
  secret.region = object.at("region").get<std::string>();
  secret.name = object.at("name").get<std::string>();
  secret.arn = object.at("arn").get<std::string>();
  secret.description = object.at("description").get<std::string>();
  secret.kms_key_id = object.at("kms_key_id").get<std::string>();
  secret.created = time_in(object, "created_us");
  secret.changed = time_in(object, "changed_us");
  secret.deletion_date = time_if(object, "deletion_us");
  secret.accessed = time_if(object, "accessed_us");
  secret.resource_policy = object.value("resource_policy", "");
  for (const auto& tag : object.value("tags", json::array()))
    secret.tags.push_back({tag.at("key").get<std::string>(), tag.at("value").get<std::string>()});
  for (const auto& version : object.at("versions"))
    secret.versions.push_back(to_version(version, secret.kms_key_id));
  return secret;
}

}  // namespace

json secrets_to_json(const std::vector<StoredSecret>& secrets) {
  json list = json::array();
  for (const auto& secret : secrets) list.push_back(to_json(secret));
  return list;
}

std::vector<StoredSecret> secrets_from_json(const json& list) {
  std::vector<StoredSecret> secrets;
  for (const auto& object : list) secrets.push_back(to_secret(object));
  return secrets;
}

}  // namespace atb::aws_simulator
