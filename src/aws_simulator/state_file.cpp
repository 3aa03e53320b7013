#include "aws_simulator/state_file.h"

#include <nlohmann/json.hpp>

#include "files/atomic_write.h"
#include "files/read.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;
constexpr std::size_t kFileBytesMax = std::size_t{64} << 20U;

json to_json(const SecretVersion& version) {
  return {{"id", version.id},
          {"value", version.value},
          {"is_binary", version.is_binary},
          {"stages", version.stages},
          {"created_us", version.created.us()}};
}

json to_json(const StoredSecret& secret) {
  json object{{"region", secret.region},
              {"name", secret.name},
              {"arn", secret.arn},
              {"description", secret.description},
              {"kms_key_id", secret.kms_key_id},
              {"created_us", secret.created.us()},
              {"changed_us", secret.changed.us()},
              {"versions", json::array()}};
  if (secret.deletion_date) object["deletion_us"] = secret.deletion_date->us();
  for (const auto& version : secret.versions) object["versions"].push_back(to_json(version));
  return object;
}

core::Timestamp time_in(const json& object, const char* key) {
  return core::Timestamp::from_us(object.at(key).get<std::int64_t>());
}

SecretVersion to_version(const json& object) {
  return {object.at("id").get<std::string>(), object.at("value").get<std::string>(),
          object.at("is_binary").get<bool>(),
          object.at("stages").get<std::set<std::string, std::less<>>>(),
          time_in(object, "created_us")};
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
  if (object.contains("deletion_us")) secret.deletion_date = time_in(object, "deletion_us");
  for (const auto& version : object.at("versions")) secret.versions.push_back(to_version(version));
  return secret;
}

tl::unexpected<core::Error> malformed() {
  return core::fail(core::ErrorKind::usage, "simulator.state_malformed",
                    "the state file is not one that this version of aws-simulator wrote",
                    "Name another file with --state, or remove this one to start empty.");
}

}  // namespace

std::string render_state(const std::vector<StoredSecret>& secrets) {
  json state{{"format", kFormat}, {"secrets", json::array()}};
  for (const auto& secret : secrets) state["secrets"].push_back(to_json(secret));
  return state.dump(1) + "\n";
}

core::Result<std::vector<StoredSecret>> parse_state(std::string_view text) {
  try {
    const json state = json::parse(text);
    if (state.at("format") != kFormat) return malformed();
    std::vector<StoredSecret> secrets;
    for (const auto& secret : state.at("secrets")) secrets.push_back(to_secret(secret));
    return secrets;
  } catch (const json::exception&) {
    return malformed();
  }
}

core::Result<std::vector<StoredSecret>> load_state(const std::filesystem::path& path) {
  const auto text = files::read_private_file(path, kFileBytesMax);
  if (!text && text.error().kind == core::ErrorKind::not_found) return std::vector<StoredSecret>{};
  if (!text) return tl::unexpected<core::Error>(text.error());
  return parse_state({text->data(), text->size()});
}

core::Result<void> save_state(const std::filesystem::path& path,
                              const std::vector<StoredSecret>& secrets) {
  ATB_TRY(files::write_atomically(path, render_state(secrets)));
  return {};
}

}  // namespace atb::aws_simulator
