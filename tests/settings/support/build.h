#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "settings/values.h"

namespace atb::settings::test {

using Pairs = std::initializer_list<std::pair<std::string_view, std::string_view>>;

inline Values values_of(Pairs pairs) {
  Values values;
  for (const auto& [name, value] : pairs) values.set(name, core::SecretString{value});
  return values;
}

/// "<missing>" when it is not there.
inline std::string text_of(const Values& values, std::string_view name) {
  const auto* const value = values.find(name);
  return value == nullptr ? "<missing>" : std::string{value->reveal()};
}

inline std::string text_of(const core::SecretBuffer& bytes) {
  return {bytes.begin(), bytes.end()};
}

/// Everything that a user may see of an error.
inline std::string shown(const core::Error& error) {
  return error.code + "\n" + error.message + "\n" + error.advice;
}

inline bool holds(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

}  // namespace atb::settings::test
