#include "binance_simulator/wire/parameters.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "binance_simulator/wire/form.h"
#include "binance_simulator/wire/json_parameters.h"

namespace atb::binance_simulator {
namespace {

using exchange::Outcome;
using exchange::refuse;

constexpr std::string_view kDecimalRange = "^([0-9]{1,20})(\\.[0-9]{1,20})?$";
constexpr std::string_view kNumberRange = "^[0-9]{1,20}$";
constexpr std::string_view kClientIdRange = "^[a-zA-Z0-9-_]{1,36}$";
constexpr std::size_t kDigitsMax = 20;

tl::unexpected<exchange::Refusal> illegal(std::string_view name, std::string_view range) {
  return refuse(
      -1100,
      fmt::format("Illegal characters found in parameter '{}'; legal range is '{}'.", name, range));
}

tl::unexpected<exchange::Refusal> useless(std::string_view name) {
  return refuse(-1130, fmt::format("Data sent for parameter '{}' is not valid.", name));
}

bool are_digits(std::string_view text) {
  return !text.empty() && text.size() <= kDigitsMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_decimal(std::string_view text) {
  const auto dot = text.find('.');
  return are_digits(text.substr(0, dot)) &&
         (dot == std::string_view::npos || are_digits(text.substr(dot + 1)));
}

bool is_client_id(std::string_view text) {
  constexpr std::size_t kLengthMax = 36;
  const auto legal = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_';
  };
  return !text.empty() && text.size() <= kLengthMax && std::all_of(text.begin(), text.end(), legal);
}

}  // namespace

Outcome<Parameters> Parameters::from_request(std::string_view query, std::string_view form) {
  Parameters parameters;
  ATB_ALLOW(read_form(query, [&](std::string name, std::string value) {
    return parameters.add(std::move(name), std::move(value));
  }));
  Parameters of_form;
  ATB_ALLOW(read_form(form, [&](std::string name, std::string value) {
    return of_form.add(std::move(name), std::move(value));
  }));
  for (auto& parameter : of_form.parameters_)
    if (!parameters.has(parameter.name)) parameters.parameters_.push_back(std::move(parameter));
  return parameters;
}

Outcome<Parameters> Parameters::from_json(std::string_view params) {
  Parameters parameters;
  if (params.empty()) return parameters;
  ATB_ALLOW(read_json_parameters(params, [&](std::string name, std::string value) {
    return parameters.add(std::move(name), std::move(value));
  }));
  return parameters;
}

Outcome<void> Parameters::add(std::string name, std::string value) {
  if (has(name)) return refuse(-1101, "Duplicate values for a parameter detected.");
  parameters_.push_back({std::move(name), std::move(value), false});
  return {};
}

const Parameters::Parameter* Parameters::find(std::string_view name) const {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const Parameter& p) { return p.name == name; });
  return found == parameters_.end() ? nullptr : &*found;
}

bool Parameters::has(std::string_view name) const {
  return find(name) != nullptr;
}

Outcome<const std::string*> Parameters::take(std::string_view name) {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const Parameter& p) { return p.name == name; });
  if (found == parameters_.end()) return nullptr;
  found->is_read = true;
  if (found->value.empty()) return refuse(-1105, fmt::format("Parameter '{}' was empty.", name));
  return &found->value;
}

Outcome<std::optional<std::string>> Parameters::optional_text(std::string_view name) {
  const auto value = take(name);
  ATB_ALLOW(value);
  return *value == nullptr ? std::nullopt : std::optional{**value};
}

Outcome<std::string> Parameters::text(std::string_view name) {
  auto value = optional_text(name);
  ATB_ALLOW(value);
  if (*value) return std::move(**value);
  return refuse(
      -1102,
      fmt::format("Mandatory parameter '{}' was not sent, was empty/null, or malformed.", name));
}

Outcome<std::optional<std::int64_t>> Parameters::optional_number(std::string_view name) {
  const auto value = take(name);
  ATB_ALLOW(value);
  if (*value == nullptr) return std::nullopt;
  const std::string& text = **value;
  if (!are_digits(text)) return illegal(name, kNumberRange);
  std::int64_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{})
    return useless(name);
  return number;
}

Outcome<std::int64_t> Parameters::number(std::string_view name) {
  const auto value = optional_number(name);
  ATB_ALLOW(value);
  if (*value) return **value;
  return refuse(
      -1102,
      fmt::format("Mandatory parameter '{}' was not sent, was empty/null, or malformed.", name));
}

Outcome<std::int64_t> Parameters::limit(std::string_view name, std::int64_t standard,
                                        std::int64_t max) {
  const auto value = optional_number(name);
  ATB_ALLOW(value);
  if (*value && **value < 1) return useless(name);
  return std::min(value->value_or(standard), max);
}

Outcome<std::optional<core::Int128>> Parameters::optional_decimal(std::string_view name) {
  const auto value = take(name);
  ATB_ALLOW(value);
  if (*value == nullptr) return std::nullopt;
  if (!is_decimal(**value)) return illegal(name, kDecimalRange);
  const auto units = core::parse_wide_units(**value);
  if (!units) return refuse(-1111, fmt::format("Parameter '{}' has too much precision.", name));
  return *units;
}

Outcome<std::optional<core::Timestamp>> Parameters::optional_time(std::string_view name) {
  const auto value = optional_number(name);
  ATB_ALLOW(value);
  if (!*value) return std::nullopt;
  // Microseconds have sixteen digits from 2001 on, milliseconds only in a far future.
  constexpr std::int64_t kMicrosecondsFrom = 100'000'000'000'000;
  return **value >= kMicrosecondsFrom ? core::Timestamp::from_us(**value)
                                      : core::Timestamp::from_ms(**value);
}

Outcome<std::optional<bool>> Parameters::optional_flag(std::string_view name) {
  const auto value = take(name);
  ATB_ALLOW(value);
  if (*value == nullptr) return std::nullopt;
  std::string lower = **value;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (lower != "true" && lower != "false") return useless(name);
  return lower == "true";
}

Outcome<std::optional<std::vector<std::string>>> Parameters::optional_list(std::string_view name) {
  const auto value = take(name);
  ATB_ALLOW(value);
  if (*value == nullptr) return std::nullopt;
  const auto list = nlohmann::json::parse(**value, nullptr, false);
  const auto is_text = [](const nlohmann::json& entry) { return entry.is_string(); };
  if (!list.is_array() || list.empty() || !std::all_of(list.begin(), list.end(), is_text))
    return illegal(name, "^\\[(\"[A-Z0-9-_.]{1,20}\"(,\"[A-Z0-9-_.]{1,20}\"){0,}){0,1}\\]$");
  return list.get<std::vector<std::string>>();
}

Outcome<std::string> Parameters::client_id(std::string_view name) {
  const auto value = take(name);
  ATB_ALLOW(value);
  if (*value == nullptr) return std::string{};
  if (!is_client_id(**value)) return illegal(name, kClientIdRange);
  return **value;
}

Outcome<void> Parameters::all_read() const {
  const auto read = std::count_if(parameters_.begin(), parameters_.end(),
                                  [](const Parameter& p) { return p.is_read; });
  if (static_cast<std::size_t>(read) == parameters_.size()) return {};
  return refuse(-1104, fmt::format("Not all sent parameters were read; read '{}' parameter(s) but "
                                   "was sent '{}'.",
                                   read, parameters_.size()));
}

std::string Parameters::sorted_payload() const {
  std::vector<const Parameter*> sorted;
  for (const auto& parameter : parameters_)
    if (parameter.name != "signature") sorted.push_back(&parameter);
  std::sort(sorted.begin(), sorted.end(),
            [](const Parameter* a, const Parameter* b) { return a->name < b->name; });
  std::string payload;
  for (const auto* const parameter : sorted) {
    if (!payload.empty()) payload += '&';
    payload += parameter->name + "=" + parameter->value;
  }
  return payload;
}

std::string signed_payload(std::string_view query, std::string_view form) {
  std::string payload;
  for (auto part : {query, form}) {
    std::string kept;
    while (!part.empty()) {
      const auto end = std::min(part.find('&'), part.size());
      const auto field = part.substr(0, end);
      if (!field.starts_with("signature=")) {
        if (!kept.empty()) kept += '&';
        kept += field;
      }
      part.remove_prefix(std::min(end + 1, part.size()));
    }
    payload += kept;
  }
  return payload;
}

}  // namespace atb::binance_simulator
