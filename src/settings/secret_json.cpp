#include "settings/secret_json.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::settings {
namespace {

using core::ErrorKind;
using core::Result;
using core::SecretBuffer;
using core::SecretString;

/// Its memory is wiped. Only the lexer's own copy of the current token is not: programs that handle
/// secrets replace operator delete by one that wipes as well.
using WipedString = std::basic_string<char, std::char_traits<char>, core::WipingAllocator<char>>;
using WipedJson =
    nlohmann::basic_json<std::map, std::vector, WipedString, bool, std::int64_t, std::uint64_t>;

bool is_name(std::string_view name) {
  constexpr std::size_t kLengthMax = 128;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  };
  return !name.empty() && name.size() <= kLengthMax &&
         std::all_of(name.begin(), name.end(), allowed);
}

/// Takes the members of one flat object; goes on after a fault so that all are reported.
class MemberReader {
 public:
  using number_integer_t = WipedJson::number_integer_t;
  using number_unsigned_t = WipedJson::number_unsigned_t;
  using number_float_t = WipedJson::number_float_t;
  using string_t = WipedJson::string_t;
  using binary_t = WipedJson::binary_t;

  bool null() { return refuse("null"); }
  bool boolean(bool /*value*/) { return refuse("true or false"); }
  bool number_integer(number_integer_t value) { return take(fmt::format("{}", value)); }
  bool number_unsigned(number_unsigned_t value) { return take(fmt::format("{}", value)); }
  bool number_float(number_float_t /*value*/, std::string_view text) { return take(text); }
  bool string(string_t& text) { return take(text); }
  bool binary(binary_t& /*value*/) { return refuse("binary data"); }

  bool start_object(std::size_t /*size*/) {
    is_object_ = is_object_ || depth_ == 0;
    return open("an object");
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open("a list"); }
  bool end_array() { return close(); }

  bool key(string_t& text) {
    if (depth_ != 1) return true;
    ++members_;
    name_.assign(text.begin(), text.end());
    skip_ = false;
    if (!is_name(name_)) {
      fault(
          fmt::format("member {} has a name that is empty, too long, or holds other than "
                      "letters, digits and _ . -",
                      members_));
      skip_ = true;
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*what: would show the value*/) {
    position_ = position;
    return false;
  }

  Values values;
  std::vector<std::string> faults;
  std::size_t position_ = 0;
  bool too_deep = false;
  bool is_object_ = false;

 private:
  void fault(std::string what) { faults.push_back(std::move(what)); }

  bool take(std::string_view text) {
    if (depth_ == 0) return refuse("");
    if (depth_ != 1 || skip_) return true;
    if (!values.insert(name_, SecretString{text})) fault(fmt::format("{} is given twice", name_));
    return true;
  }

  bool refuse(std::string_view what) {
    if (depth_ == 1 && !skip_)
      fault(fmt::format("{} is {}: write its value as a string", name_, what));
    return true;
  }

  bool open(std::string_view what) {
    constexpr int kDepthMax = 64;
    if (depth_ == 1) (void)refuse(what);
    too_deep = ++depth_ > kDepthMax;
    return !too_deep;
  }

  bool close() {
    --depth_;
    return true;
  }

  std::string name_;
  std::size_t members_ = 0;
  int depth_ = 0;
  bool skip_ = false;
};

/// Where the text stops being JSON, without a word of it.
tl::unexpected<core::Error> not_json(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, std::min(position, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto line_start = before.rfind('\n');
  const auto column = before.size() - (line_start == std::string_view::npos ? 0 : line_start + 1);
  // The position is one past the character at fault, or past the first of the three dots.
  const auto around = text.substr(before.size() - std::min<std::size_t>(before.size(), 1), 3);
  const std::string advice =
      around == "..." ? "\"...\" stands for settings that were left out: write all of them."
      : text.find_first_not_of(" \t\r\n") == std::string_view::npos
          ? "It is empty."
          : "Write one object such as {\"TRADING_MODE\": \"paper\"}: names and values in double "
            "quotes, commas between, none after the last.";
  return core::fail(ErrorKind::settings, "secret.malformed_json",
                    fmt::format("the settings are not JSON: fault at line {}, column {}", line,
                                std::max<std::size_t>(column, 1)),
                    advice);
}

void append_escaped(SecretBuffer& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      for (const char escape : std::string_view{"\\u00"}) out.push_back(escape);
      out.push_back(kDigits[static_cast<unsigned char>(c) >> 4U]);
      out.push_back(kDigits[static_cast<unsigned char>(c) & 0xFU]);
      continue;
    }
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  out.push_back('"');
}

}  // namespace

Result<Values> parse_secret_json(std::string_view text) {
  if (text.size() > kSecretJsonMax)
    return core::fail(ErrorKind::settings, "secret.too_large",
                      fmt::format("the settings are larger than {} bytes", kSecretJsonMax),
                      "Secrets Manager stores no more in one secret.");
  MemberReader reader;
  const bool read = WipedJson::sax_parse(text.begin(), text.end(), &reader);
  if (!read && !reader.too_deep) return not_json(text, reader.position_);
  if (!reader.is_object_)
    return core::fail(ErrorKind::settings, "secret.invalid", "the settings are not one JSON object",
                      "Write one object such as {\"TRADING_MODE\": \"paper\"}.");
  if (reader.too_deep) reader.faults.emplace_back("the nesting is deeper than 64");
  if (reader.faults.empty()) return std::move(reader.values);
  return core::fail(ErrorKind::settings, "secret.invalid",
                    fmt::format("{} of the settings cannot be taken", reader.faults.size()),
                    fmt::format("{}", fmt::join(reader.faults, "\n")));
}

SecretBuffer render_secret_json(const Values& values) {
  SecretBuffer out;
  out.push_back('{');
  for (const auto& [name, value] : values) {
    if (out.size() > 1) out.push_back(',');
    append_escaped(out, name);
    out.push_back(':');
    append_escaped(out, value.reveal());
  }
  out.push_back('}');
  return out;
}

}  // namespace atb::settings
