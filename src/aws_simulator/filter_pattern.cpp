#include "aws_simulator/filter_pattern.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/wildcard.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using Kind = FilterNode::Kind;

/// A scalar as it is compared with a text; nothing for objects, lists and null.
std::optional<std::string> scalar_text(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  return std::nullopt;
}

bool compares_as_number(const FilterNode& node, double value) {
  const double wanted = *node.number;
  if (node.comparison == "=") return value == wanted;
  if (node.comparison == "!=") return value != wanted;
  if (node.comparison == "<") return value < wanted;
  if (node.comparison == ">") return value > wanted;
  return node.comparison == "<=" ? value <= wanted : value >= wanted;
}

bool compares(const FilterNode& node, const json& value) {
  if (node.number && value.is_number()) return compares_as_number(node, value.get<double>());
  const auto text = scalar_text(value);
  if (!text) return false;
  if (node.comparison == "=") return matches_star(node.text, *text);
  return node.comparison == "!=" && !matches_star(node.text, *text);
}

bool holds_for(const FilterNode& node, const json& event) {
  const auto child_holds = [&](const FilterNode& child) { return holds_for(child, event); };
  if (node.kind == Kind::all)
    return std::all_of(node.children.begin(), node.children.end(), child_holds);
  if (node.kind == Kind::any)
    return std::any_of(node.children.begin(), node.children.end(), child_holds);
  const auto* const value = find_path(event, node.path);
  if (node.kind == Kind::exists) return value != nullptr;
  if (node.kind == Kind::not_exists) return value == nullptr;
  if (value == nullptr) return false;
  if (node.kind == Kind::is_true) return *value == true;
  if (node.kind == Kind::is_false) return *value == false;
  if (node.kind == Kind::is_null) return value->is_null();
  return compares(node, *value);
}

void collect_values(const FilterNode& node, const json& event,
                    std::map<std::string, std::string>& values) {
  for (const auto& child : node.children) collect_values(child, event, values);
  if (node.path.empty()) return;
  if (const auto* const value = find_path(event, node.path))
    values[to_text(node.path)] = scalar_text(*value).value_or(value->dump());
}

bool has_terms(const FilterTerms& terms, std::string_view message) {
  const auto is_in = [&](const std::string& word) {
    return message.find(word) != std::string_view::npos;
  };
  return std::all_of(terms.required.begin(), terms.required.end(), is_in) &&
         std::none_of(terms.excluded.begin(), terms.excluded.end(), is_in) &&
         (terms.optional.empty() ||
          std::any_of(terms.optional.begin(), terms.optional.end(), is_in));
}

}  // namespace

bool FilterPattern::matches(std::string_view message) const {
  if (!root_) return has_terms(terms_, message);
  const auto event = json::parse(message, nullptr, false);
  return event.is_object() && holds_for(*root_, event);
}

std::map<std::string, std::string> FilterPattern::values_in(std::string_view message) const {
  std::map<std::string, std::string> values;
  const auto event = json::parse(message, nullptr, false);
  if (root_ && event.is_object()) collect_values(*root_, event, values);
  return values;
}

const json* find_path(const json& event, const Path& path) {
  const json* at = &event;
  for (const auto& step : path) {
    if (step.index) {
      if (!at->is_array() || *step.index >= at->size()) return nullptr;
      at = &(*at)[*step.index];
    } else {
      if (!at->is_object()) return nullptr;
      const auto member = at->find(step.name);
      if (member == at->end()) return nullptr;
      at = &*member;
    }
  }
  return at;
}

std::string to_text(const Path& path) {
  std::string text = "$";
  for (const auto& step : path)
    text += step.index ? fmt::format("[{}]", *step.index) : fmt::format(".{}", step.name);
  return text;
}

}  // namespace atb::aws_simulator
