#include "net/headers.h"

#include <algorithm>

namespace atb::net {
namespace {

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string lower_case(std::string_view name) {
  std::string result{name};
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

void Headers::set(std::string_view name, std::string_view value) {
  std::erase_if(fields_, [&](const Header& field) { return same_name(field.name(), name); });
  add(name, value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const noexcept {
  for (const auto& field : fields_)
    if (same_name(field.name(), name)) return field.value();
  return std::nullopt;
}

}  // namespace atb::net
