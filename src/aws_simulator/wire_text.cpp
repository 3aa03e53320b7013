#include "aws_simulator/wire_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aws_simulator/json_output.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

void add_escaped(std::string& xml, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        xml += "&amp;";
        break;
      case '<':
        xml += "&lt;";
        break;
      case '>':
        xml += "&gt;";
        break;
      case '"':
        xml += "&quot;";
        break;
      case '\r':
        xml += "&#xD;";
        break;
      case '\t':
      case '\n':
        xml += c;
        break;
      default:
        xml += static_cast<unsigned char>(c) < ' ' ? '?' : c;
    }
  }
}

void add_value(std::string& xml, const json& value);

void add_element(std::string& xml, const std::string& name, const json& value) {
  if (value.is_null()) return;
  xml += '<' + name + '>';
  add_value(xml, value);
  xml += "</" + name + '>';
}

void add_value(std::string& xml, const json& value) {
  if (value.is_object())
    for (const auto& [name, member] : value.items()) add_element(xml, name, member);
  else if (value.is_array())
    for (const auto& member : value) add_element(xml, "member", member);
  else if (value.is_string())
    add_escaped(xml, value.get_ref<const std::string&>());
  else
    xml += value.dump();
}

}  // namespace

std::string to_xml(const json& value) {
  std::string xml;
  add_value(xml, value);
  return xml;
}

Answer to_answer(Protocol protocol, const json& result) {
  if (protocol == Protocol::query) return {result.is_null() ? std::string{} : to_xml(result)};
  return {result.is_null() ? std::string{} : result.dump()};
}

json to_wire(Protocol protocol, core::Timestamp time) {
  if (protocol == Protocol::json) return to_seconds(time);
  return core::to_text(core::Timestamp::from_ms(time.ms()));
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  std::string encoded;
  for (const char c : text) {
    if (kUnreserved.find(c) != std::string_view::npos)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace atb::aws_simulator
