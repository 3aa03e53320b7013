#include "aws/json_fields.h"

#include <cmath>

namespace atb::aws {
namespace {

const SecretJson* member(const SecretJson& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto at = object.find(key);
  return at == object.end() ? nullptr : &*at;
}

}  // namespace

std::string copy_at(const SecretJson& object, std::string_view key) {
  return std::string{text_at(object, key)};
}

std::optional<core::Timestamp> time_at(const SecretJson& object, const char* key) {
  const auto* const value = member(object, key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const auto seconds = value->get<double>();
  constexpr double kSecondsMax = 9e9;
  if (!(seconds >= 0 && seconds < kSecondsMax)) return std::nullopt;
  return core::Timestamp::from_us(std::llround(seconds * 1e3) * 1'000);
}

std::optional<core::Timestamp> time_ms_at(const SecretJson& object, const char* key) {
  const auto ms = count_at(object, key);
  constexpr std::int64_t kMsMax = 9'000'000'000'000;
  if (!ms || *ms < 0 || *ms > kMsMax) return std::nullopt;
  return core::Timestamp::from_ms(*ms);
}

bool flag_at(const SecretJson& object, const char* key) {
  const auto* const value = member(object, key);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::optional<std::int64_t> count_at(const SecretJson& object, const char* key) {
  const auto* const value = member(object, key);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  if (value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  return value->get<std::int64_t>();
}

const SecretJson& list_at(const SecretJson& object, const char* key) {
  static const SecretJson kNone = SecretJson::array();
  const auto* const value = member(object, key);
  return value != nullptr && value->is_array() ? *value : kNone;
}

std::vector<std::string> texts_at(const SecretJson& object, const char* key) {
  return texts_in(list_at(object, key));
}

std::vector<std::string> texts_in(const SecretJson& list) {
  std::vector<std::string> texts;
  if (!list.is_array()) return texts;
  for (const auto& item : list)
    if (item.is_string()) texts.emplace_back(std::string_view{item.get_ref<const WipedString&>()});
  return texts;
}

}  // namespace atb::aws
