#include "aws_simulator/query_form.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kDepthMax = 16;

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::string> decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    unsigned byte = 0;
    const char* const first = text.data() + i + 1;
    if (i + 2 >= text.size() || std::from_chars(first, first + 2, byte, 16).ptr != first + 2)
      return std::nullopt;
    decoded += static_cast<char>(byte);
    i += 2;
  }
  return decoded;
}

/// The number of a list's entry, or nothing.
std::optional<int> entry_number(const std::string& text) {
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

/// {"member":{"1":a,"2":b}} becomes [a,b]; everything else stays.
json with_lists(const json& node) {
  if (!node.is_object()) return node;
  const auto member = node.find("member");
  if (node.size() == 1 && member != node.end() && member->is_object()) {
    std::map<int, json> entries;
    for (const auto& [key, value] : member->items())
      if (const auto number = entry_number(key)) entries.emplace(*number, with_lists(value));
    if (entries.size() == member->size()) {
      json list = json::array();
      for (auto& [number, value] : entries) list.push_back(std::move(value));
      return list;
    }
  }
  json object = json::object();
  for (const auto& [key, value] : node.items()) object[key] = with_lists(value);
  return object;
}

}  // namespace

std::optional<Form> parse_form(std::string_view body) {
  Form form;
  for (const auto& field : split(body, '&')) {
    if (field.empty()) continue;
    const auto equals = std::min(field.find('='), field.size());
    const std::string_view text = field;
    auto name = decode(text.substr(0, equals));
    auto value = decode(text.substr(std::min(equals + 1, text.size())));
    if (!name || !value) return std::nullopt;
    form.insert_or_assign(std::move(*name), std::move(*value));
  }
  return form;
}

std::optional<json> nest_form(const Form& form) {
  json tree = json::object();
  for (const auto& [name, value] : form) {
    const auto path = split(name, '.');
    if (path.size() > kDepthMax) return std::nullopt;
    json* node = &tree;
    for (const auto& step : path) {
      if (node->is_null()) *node = json::object();
      if (!node->is_object()) return std::nullopt;
      node = &(*node)[step];
    }
    if (!node->is_null()) return std::nullopt;
    *node = value;
  }
  return with_lists(tree);
}

}  // namespace atb::aws_simulator
