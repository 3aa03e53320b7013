#include "settings/utf8.h"

#include <cstddef>

namespace atb::settings {
namespace {

bool is_blank(char32_t c) {
  return c == U' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

struct Lead {
  std::size_t length;  ///< 0: not a lead byte
  char32_t bits;
  char32_t smallest;  ///< below it the form is overlong
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC0 && byte < 0xE0) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF8) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

std::optional<char32_t> take_character(std::string_view& rest) noexcept {
  const Lead lead = lead_of(static_cast<unsigned char>(rest.front()));
  if (lead.length == 0 || rest.size() < lead.length) return std::nullopt;
  char32_t value = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const auto byte = static_cast<unsigned char>(rest[i]);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    value = value << 6U | (byte & 0x3FU);
  }
  if (value < lead.smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
    return std::nullopt;
  rest.remove_prefix(lead.length);
  return value;
}

TextProfile profile(std::string_view text) noexcept {
  TextProfile found;
  bool first = true;
  while (!text.empty()) {
    const auto character = take_character(text);
    if (!character) {
      found.valid = false;
      return found;
    }
    found.byte_order_mark = found.byte_order_mark || (first && *character == 0xFEFF);
    found.control = found.control || is_control(*character);
    found.blank = found.blank || is_blank(*character);
    first = false;
  }
  return found;
}

}  // namespace atb::settings
