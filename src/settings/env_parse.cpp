#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "settings/env_file.h"
#include "settings/env_grammar.h"
#include "settings/utf8.h"

namespace atb::settings {
namespace {

using core::ErrorKind;
using core::Result;
using core::SecretBuffer;
using Fault = std::string_view;

/// The value of a line, or what is wrong with it.
using Value = tl::expected<SecretBuffer, Fault>;

constexpr Fault kDollarBrace = "has ${, which python-dotenv expands even in quotes";

Value read_bare(std::string_view text) {
  if (text.find("${") != std::string_view::npos) return tl::unexpected<Fault>(kDollarBrace);
  for (const char c : text) {
    if (c == ' ' || c == '\t')
      return tl::unexpected<Fault>(
          "has a blank outside quotes, or text such as a comment after the value");
    if (static_cast<unsigned char>(c) < 0x80 && !is_bare_ascii(c))
      return tl::unexpected<Fault>("has a shell character outside quotes: put it in '…' or \"…\"");
  }
  if (profile(text).blank) return tl::unexpected<Fault>("has a blank of Unicode outside quotes");
  return SecretBuffer{text.begin(), text.end()};
}

/// @param text  from the opening quote on
Value read_single_quoted(std::string_view text) {
  const auto end = text.find('\'', 1);
  if (end == std::string_view::npos) return tl::unexpected<Fault>("has no closing '");
  if (end + 1 != text.size()) return tl::unexpected<Fault>("has text after the closing quote");
  const std::string_view inside = text.substr(1, end - 1);
  if (inside.find('\\') != std::string_view::npos)
    return tl::unexpected<Fault>("has a backslash in '…', which readers take differently");
  if (inside.find("${") != std::string_view::npos) return tl::unexpected<Fault>(kDollarBrace);
  return SecretBuffer{inside.begin(), inside.end()};
}

/// @param text  from the opening quote on
Value read_double_quoted(std::string_view text) {
  SecretBuffer bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (i + 1 != text.size()) return tl::unexpected<Fault>("has text after the closing quote");
      return bytes;
    }
    if (c == '$' || c == '`')
      return tl::unexpected<Fault>("has $ or ` in \"…\", which a shell expands: use '…'");
    if (c != '\\') {
      bytes.push_back(c);
      continue;
    }
    const char next = i + 1 < text.size() ? text[++i] : '\0';
    if (next == '\0' || std::string_view{"\"\\$`"}.find(next) == std::string_view::npos)
      return tl::unexpected<Fault>("has a backslash in \"…\" before other than \" \\ $ `");
    bytes.push_back(next);
  }
  return tl::unexpected<Fault>("has no closing \"");
}

Value read_value(std::string_view text) {
  if (text.starts_with('\'')) return read_single_quoted(text);
  if (text.starts_with('"')) return read_double_quoted(text);
  return read_bare(text);
}

/// Reads line after line and collects every fault.
class EnvParser {
 public:
  Result<Values> parse(std::string_view text) {
    while (!text.empty()) {
      ++number_;
      const auto end = text.find('\n');
      read_line(text.substr(0, end));
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    if (faults_ == 0) return std::move(values_);
    return core::fail(ErrorKind::settings, "env.malformed",
                      fmt::format("{} of the environment file cannot be read alike by all programs",
                                  faults_ == 1 ? "1 line" : fmt::format("{} lines", faults_)),
                      std::move(advice_));
  }

 private:
  void fault(std::string_view name, std::string_view what) {
    constexpr int kShown = 50;
    if (++faults_ > kShown) return;
    if (!advice_.empty()) advice_ += '\n';
    advice_ += name.empty() ? fmt::format("line {}: {}", number_, what)
                            : fmt::format("line {}: {} {}", number_, name, what);
  }

  /// What makes a line unreadable whatever is on it.
  static std::optional<Fault> bytes_fault(std::string_view line, bool first) {
    if (line.ends_with('\r')) return "ends as on Windows (CR LF): save it with LF";
    const TextProfile text = profile(line);
    if (!text.valid) return "is not valid UTF-8";
    if (first && text.byte_order_mark) return "starts with a byte order mark: save it without";
    if (text.control && line.find_first_not_of(" \t") != std::string_view::npos)
      return "has a control character";
    return std::nullopt;
  }

  void read_line(std::string_view line) {
    if (const auto what = bytes_fault(line, number_ == 1)) return fault("", *what);
    const auto begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return;
    line.remove_prefix(begin);
    if (line.front() == '#') {
      if (line.ends_with('\\'))
        fault("", "is a comment that ends in \\, which systemd joins with the next line");
      return;
    }
    read_assignment(line);
  }

  /// A name that is not one is never shown: it may be the rest of a wrapped secret.
  void read_assignment(std::string_view line) {
    if (line.starts_with("export ")) return fault("", "has export: write NAME=value alone");
    const auto equals = line.find('=');
    if (equals == std::string_view::npos)
      return fault("", "has no =; a value may not go on over a line end");
    const std::string_view name = line.substr(0, equals);
    if (!has_name_shape(name))
      return fault("", "has no valid name before =: use A to Z, 0 to 9 and _, no blanks");
    if (is_dangerous_name(name)) return fault(name, "would change how programs are loaded or run");
    const auto [seen, is_new] = lines_.try_emplace(std::string{name}, number_);
    if (!is_new) return fault(name, fmt::format("is given twice, first on line {}", seen->second));
    auto value = read_value(line.substr(equals + 1));
    if (!value) return fault(name, value.error());
    if (profile({value->data(), value->size()}).byte_order_mark)
      return fault(name, "starts with a byte order mark");
    values_.set(name, core::SecretString{std::move(*value)});
  }

  Values values_;
  std::map<std::string, int> lines_;
  std::string advice_;
  int number_ = 0;
  int faults_ = 0;
};

}  // namespace

Result<Values> parse_env(std::string_view text) {
  return EnvParser{}.parse(text);
}

}  // namespace atb::settings
