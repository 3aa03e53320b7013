#include "aws_simulator/call_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

/// Clients write "2025-01-02T03:04:05+00:00" as well.
std::string without_zero_offset(std::string text) {
  for (const std::string_view offset : {"+00:00", "+0000"})
    if (text.ends_with(offset)) {
      text.resize(text.size() - offset.size());
      return text + "Z";
    }
  return text;
}

}  // namespace

const json* Fields::member(const char* key) const {
  if (!object_->is_object()) return nullptr;
  const auto at = object_->find(key);
  return at == object_->end() || at->is_null() ? nullptr : &*at;
}

tl::unexpected<ServiceError> Fields::wrong_type(const char* key) const {
  return fault(fmt::format("The value of {} has the wrong type.", key));
}

Outcome<std::string> Fields::text(const char* key) const {
  const auto* const value = member(key);
  if (value == nullptr) return std::string{};
  if (!value->is_string()) return wrong_type(key);
  return value->get<std::string>();
}

Outcome<std::string> Fields::needed_text(const char* key) const {
  auto value = text(key);
  if (value && value->empty()) return fault(fmt::format("The parameter {} is required.", key));
  return value;
}

Outcome<double> Fields::to_number(const json& value, const char* key) const {
  double number = 0;
  if (value.is_number()) {
    number = value.get<double>();
  } else if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) return wrong_type(key);
  } else {
    return wrong_type(key);
  }
  if (!std::isfinite(number))
    return fault(fmt::format("The value of {} must be a finite number.", key));
  return number;
}

Outcome<std::optional<double>> Fields::number(const char* key) const {
  const auto* const value = member(key);
  if (value == nullptr) return std::nullopt;
  ATB_TAKE(const double number, to_number(*value, key));
  return number;
}

Outcome<std::optional<std::int64_t>> Fields::integer(const char* key) const {
  constexpr double kExactMax = 9'007'199'254'740'992.0;  // 2^53
  ATB_TAKE(const auto value, number(key));
  if (!value) return std::nullopt;
  if (std::trunc(*value) != *value || std::abs(*value) > kExactMax) return wrong_type(key);
  return static_cast<std::int64_t>(*value);
}

Outcome<std::int64_t> Fields::integer_between(const char* key, std::int64_t otherwise,
                                              std::int64_t least, std::int64_t most) const {
  ATB_TAKE(const auto value, integer(key));
  if (!value) return otherwise;
  if (*value < least || *value > most)
    return fault(
        fmt::format("The value {} of {} must be between {} and {}.", *value, key, least, most));
  return *value;
}

Outcome<bool> Fields::flag(const char* key, bool otherwise) const {
  const auto* const value = member(key);
  if (value == nullptr) return otherwise;
  if (value->is_boolean()) return value->get<bool>();
  if (*value == "true") return true;
  if (*value == "false") return false;
  return wrong_type(key);
}

Outcome<std::optional<core::Timestamp>> Fields::time(const char* key) const {
  constexpr double kMicroseconds = 1e6;
  constexpr double kSecondsMax = 9.2e9;  // the year 2261
  const auto* const value = member(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) {
    const auto seconds = value->get<double>();
    if (!(seconds >= 0 && seconds <= kSecondsMax)) return wrong_type(key);
    return core::Timestamp::from_us(std::llround(seconds * kMicroseconds));
  }
  if (!value->is_string()) return wrong_type(key);
  const auto time = core::parse_timestamp(without_zero_offset(value->get<std::string>()));
  if (!time) return wrong_type(key);
  return *time;
}

Outcome<std::vector<std::string>> Fields::texts(const char* key) const {
  std::vector<std::string> texts;
  const auto* const value = member(key);
  // A Query writes an empty list as an empty text.
  if (value == nullptr || *value == "") return texts;
  if (!value->is_array()) return wrong_type(key);
  for (const auto& item : *value) {
    if (!item.is_string()) return wrong_type(key);
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

Outcome<std::vector<double>> Fields::numbers(const char* key) const {
  std::vector<double> numbers;
  const auto* const value = member(key);
  if (value == nullptr || *value == "") return numbers;
  if (!value->is_array()) return wrong_type(key);
  for (const auto& item : *value) {
    ATB_TAKE(const double number, to_number(item, key));
    numbers.push_back(number);
  }
  return numbers;
}

Outcome<std::vector<Fields>> Fields::objects(const char* key) const {
  std::vector<Fields> objects;
  const auto* const value = member(key);
  if (value == nullptr || *value == "") return objects;
  if (value->is_object()) return std::vector<Fields>{Fields{*value, fault_code_}};
  if (!value->is_array()) return wrong_type(key);
  for (const auto& item : *value) {
    if (!item.is_object()) return wrong_type(key);
    objects.emplace_back(item, fault_code_);
  }
  return objects;
}

std::optional<Page> page_of(std::size_t count, std::size_t size, const std::string& token) {
  Page page;
  const char* const end = token.data() + token.size();
  const auto [stop, error] = std::from_chars(token.data(), end, page.first);
  if (!token.empty() && (error != std::errc{} || stop != end || page.first > count))
    return std::nullopt;
  page.last = std::min(count, page.first + size);
  if (page.last < count) page.next = std::to_string(page.last);
  return page;
}

}  // namespace atb::aws_simulator
