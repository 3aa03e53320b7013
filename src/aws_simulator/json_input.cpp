#include "aws_simulator/json_input.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kSecretIdLengthMax = 2'048;

tl::unexpected<ServiceError> wrong_type(const char* key) {
  return refuse("SerializationException", fmt::format("{} has the wrong type", key));
}

const json* member(const json& input, const char* key) {
  const auto at = input.find(key);
  return at == input.end() || at->is_null() ? nullptr : &*at;
}

}  // namespace

Outcome<std::string> text_in(const json& input, const char* key) {
  const json* const value = member(input, key);
  if (value == nullptr) return std::string{};
  if (!value->is_string()) return wrong_type(key);
  return value->get<std::string>();
}

Outcome<std::string> secret_id_in(const json& input) {
  auto id = text_in(input, "SecretId");
  if (id && (id->empty() || id->size() > kSecretIdLengthMax))
    return refuse("InvalidParameterException",
                  "SecretId must be between 1 and 2048 characters long.");
  return id;
}

Outcome<bool> flag_in(const json& input, const char* key) {
  const json* const value = member(input, key);
  if (value == nullptr) return false;
  if (!value->is_boolean()) return wrong_type(key);
  return value->get<bool>();
}

Outcome<int> number_in(const json& input, const char* key, int otherwise) {
  const json* const value = member(input, key);
  if (value == nullptr) return otherwise;
  if (!value->is_number_integer()) return wrong_type(key);
  const auto number = value->get<std::int64_t>();
  if (number < 0 || number > 1'000'000)
    return refuse("InvalidParameterException", fmt::format("{} is out of range.", key));
  return static_cast<int>(number);
}

Outcome<std::vector<std::string>> texts_in(const json& input, const char* key) {
  std::vector<std::string> texts;
  const json* const value = member(input, key);
  if (value == nullptr) return texts;
  if (!value->is_array()) return wrong_type(key);
  for (const auto& item : *value) {
    if (!item.is_string()) return wrong_type(key);
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

Outcome<std::vector<Tag>> tags_in(const json& input) {
  std::vector<Tag> tags;
  const json* const list = member(input, "Tags");
  if (list == nullptr) return tags;
  if (!list->is_array()) return wrong_type("Tags");
  for (const auto& object : *list) {
    if (!object.is_object()) return wrong_type("Tags");
    Tag tag;
    ATB_TAKE(tag.key, text_in(object, "Key"));
    ATB_TAKE(tag.value, text_in(object, "Value"));
    tags.push_back(std::move(tag));
  }
  return tags;
}

Outcome<std::optional<SecretContent>> content_in(const json& input) {
  ATB_TAKE(auto text, text_in(input, "SecretString"));
  ATB_TAKE(auto binary, text_in(input, "SecretBinary"));
  const bool has_text = member(input, "SecretString") != nullptr;
  const bool has_binary = member(input, "SecretBinary") != nullptr;
  if (has_text && has_binary)
    return refuse("InvalidParameterException",
                  "You can't specify both a binary secret value and a string secret value in the "
                  "same secret.");
  if (has_text) return SecretContent{std::move(text), false};
  if (has_binary) return SecretContent{std::move(binary), true};
  return std::nullopt;
}

}  // namespace atb::aws_simulator
