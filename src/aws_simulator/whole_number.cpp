#include "aws_simulator/whole_number.h"

#include <limits>

#include <nlohmann/json.hpp>

namespace atb::aws_simulator {

using nlohmann::json;

std::int64_t whole_number(const json& value, std::int64_t least, std::int64_t most) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  constexpr int kOutOfRange = 406;  // as the library numbers it
  if (!value.is_number_integer())
    throw json::type_error::create(302, "a whole number is wanted", &value);
  const bool fits = !value.is_number_unsigned() || value.get<std::uint64_t>() <= kMost;
  const auto number = fits ? value.get<std::int64_t>() : 0;
  if (!fits || number < least || number > most)
    throw json::out_of_range::create(kOutOfRange, "the number is out of range", &value);
  return number;
}

std::int64_t whole_number(const json& object, const char* name, std::int64_t otherwise,
                          std::int64_t least, std::int64_t most) {
  const auto at = object.find(name);
  return at == object.end() ? otherwise : whole_number(*at, least, most);
}

}  // namespace atb::aws_simulator
