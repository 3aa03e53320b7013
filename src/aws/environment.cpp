#include "aws/environment.h"

#include <cstdlib>
#include <string>

namespace atb::aws {

Environment process_environment() {
  return [](std::string_view name) -> std::optional<std::string_view> {
    const char* const value = std::getenv(std::string{name}.c_str());
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
  };
}

}  // namespace atb::aws
