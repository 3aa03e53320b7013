#pragma once

#include <map>
#include <string>

#include "aws/environment.h"

namespace atb::aws::test {

/// An environment that the test writes down.
inline Environment variables(std::map<std::string, std::string, std::less<>> values) {
  return [values = std::move(values)](std::string_view name) -> std::optional<std::string_view> {
    const auto at = values.find(name);
    if (at == values.end() || at->second.empty()) return std::nullopt;
    return at->second;
  };
}

}  // namespace atb::aws::test
