#include "settings/env_grammar.h"

#include <algorithm>
#include <array>

#include "settings/utf8.h"

namespace atb::settings {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_bare(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return is_bare_ascii(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

constexpr std::array<std::string_view, 20> kDangerous{
    "PATH",     "IFS",        "ENV",     "HOME",     "SHELL",          "SHELLOPTS",   "BASHOPTS",
    "BASH_ENV", "PS4",        "CDPATH",  "PERL5OPT", "RUBYOPT",        "GLOBIGNORE",  "PERL5LIB",
    "RUBYLIB",  "GCONV_PATH", "LOCPATH", "NLSPATH",  "PROMPT_COMMAND", "NODE_OPTIONS"};
constexpr std::array<std::string_view, 9> kDangerousPrefixes{
    "LD_", "PYTHON", "BASH_FUNC", "GLIBC_", "MALLOC_", "OPENSSL_", "SSL_CERT", "SSLKEY", "CURL_"};

}  // namespace

bool is_bare_ascii(char c) noexcept {
  const bool letter = is_upper(c) || (c >= 'a' && c <= 'z');
  return letter || is_digit(c) ||
         std::string_view{"_!#%*+,-./:=?@[]^{}"}.find(c) != std::string_view::npos;
}

Notation notation_for(std::string_view value) noexcept {
  const TextProfile text = profile(value);
  if (!text.valid || text.control || text.byte_order_mark) return Notation::none;
  const auto has = [value](std::string_view piece) {
    return value.find(piece) != std::string_view::npos;
  };
  if (all_bare(value) && !text.blank) return Notation::bare;
  if (!has("'") && !has("\\") && !has("${")) return Notation::single_quoted;
  if (!has("$") && !has("`") && !value.ends_with('\\')) return Notation::double_quoted;
  return Notation::escaped;
}

bool has_name_shape(std::string_view name) noexcept {
  constexpr std::size_t kLengthMax = 128;
  return !name.empty() && name.size() <= kLengthMax && is_upper(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_upper(c) || is_digit(c) || c == '_'; });
}

bool is_dangerous_name(std::string_view name) noexcept {
  return std::find(kDangerous.begin(), kDangerous.end(), name) != kDangerous.end() ||
         std::any_of(kDangerousPrefixes.begin(), kDangerousPrefixes.end(),
                     [name](std::string_view prefix) { return name.starts_with(prefix); });
}

}  // namespace atb::settings
