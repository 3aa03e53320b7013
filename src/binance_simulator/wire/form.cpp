#include "binance_simulator/wire/form.h"

#include <algorithm>
#include <optional>

namespace atb::binance_simulator {
namespace {

using exchange::Outcome;
using exchange::refuse;

constexpr std::size_t kFieldsMax = 200;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

}  // namespace

Outcome<void> read_form(std::string_view text, const FieldSink& sink) {
  std::size_t fields = 0;
  while (!text.empty()) {
    const auto field = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(field.size() + 1, text.size()));
    if (field.empty()) continue;
    if (++fields > kFieldsMax) return refuse(-1101, "Too many parameters sent for this endpoint.");
    const auto equals = std::min(field.find('='), field.size());
    auto name = decode(field.substr(0, equals));
    auto value = decode(field.substr(std::min(equals + 1, field.size())));
    if (!name || !value) return refuse(-1100, "Illegal characters found in a parameter.");
    ATB_ALLOW(sink(std::move(*name), std::move(*value)));
  }
  return {};
}

}  // namespace atb::binance_simulator
