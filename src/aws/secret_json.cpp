#include "aws/secret_json.h"

#include <utility>

namespace atb::aws {

SecretJson parse_secret_json(const core::SecretBuffer& text) {
  return SecretJson::parse(text.begin(), text.end(), nullptr, false);
}

std::string_view text_at(const SecretJson& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto at = object.find(WipedString{key});
  if (at == object.end() || !at->is_string()) return {};
  return at->get_ref<const WipedString&>();
}

void JsonWriter::append(std::string_view text) {
  bytes_.insert(bytes_.end(), text.begin(), text.end());
}

void JsonWriter::append_quoted(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  append("\"");
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      bytes_.push_back('\\');
      bytes_.push_back(c);
    } else if (byte < 0x20) {
      append("\\u00");
      bytes_.push_back(kDigits[byte >> 4U]);
      bytes_.push_back(kDigits[byte & 0xFU]);
    } else {
      bytes_.push_back(c);
    }
  }
  append("\"");
}

void JsonWriter::append_key(std::string_view key) {
  append(bytes_.empty() ? "{" : ",");
  append_quoted(key);
  append(":");
}

void JsonWriter::add(std::string_view key, std::string_view value) {
  append_key(key);
  append_quoted(value);
}

void JsonWriter::add_list(std::string_view key, const std::vector<std::string>& values) {
  append_key(key);
  std::string_view before = "[";
  for (const auto& value : values) {
    append(before);
    append_quoted(value);
    before = ",";
  }
  append(values.empty() ? "[]" : "]");
}

void JsonWriter::add_flag(std::string_view key, bool value) {
  add_json(key, value ? "true" : "false");
}

void JsonWriter::add_json(std::string_view key, std::string_view json) {
  append_key(key);
  append(json);
}

core::SecretBuffer JsonWriter::finish() {
  append(bytes_.empty() ? "{}" : "}");
  return std::exchange(bytes_, {});
}

}  // namespace atb::aws
