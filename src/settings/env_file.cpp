#include "settings/env_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "settings/env_grammar.h"

namespace atb::settings {
namespace {

using core::ErrorKind;
using core::Result;
using core::SecretBuffer;

bool is_read_by(Readers readers, Notation notation) {
  switch (readers) {
    case Readers::docker:
      return notation == Notation::bare;
    case Readers::common:
      return notation < Notation::escaped;
    case Readers::systemd:
      return notation < Notation::none;
  }
  return false;
}

void append(SecretBuffer& out, std::string_view text) {
  out.insert(out.end(), text.begin(), text.end());
}

void append_value(SecretBuffer& out, std::string_view value, Notation notation) {
  if (notation == Notation::bare) return append(out, value);
  const char quote = notation == Notation::single_quoted ? '\'' : '"';
  const std::string_view escaped = notation == Notation::single_quoted   ? ""
                                   : notation == Notation::double_quoted ? "\\\""
                                                                         : "\\\"$`";
  out.push_back(quote);
  for (const char c : value) {
    if (escaped.find(c) != std::string_view::npos) out.push_back('\\');
    out.push_back(c);
  }
  out.push_back(quote);
}

void append_comment(SecretBuffer& out, std::string_view comment) {
  while (!comment.empty()) {
    const auto end = comment.find('\n');
    append(out, "# ");
    for (const char c : comment.substr(0, end)) {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back(byte < 0x20 || byte >= 0x7F ? ' ' : c);
    }
    // systemd before version 254 joins a comment that ends in a backslash with the next line.
    if (out.back() == '\\') out.back() = '/';
    out.push_back('\n');
    comment = end == std::string_view::npos ? std::string_view{} : comment.substr(end + 1);
  }
}

std::string_view advice_for(Readers readers) {
  switch (readers) {
    case Readers::docker:
      return "docker takes quotes literally, so it reads only values of letters, digits and "
             "_ ! # % * + , - . / : = ? @ [ ] ^ { }. Change the values (percent-encode a URL), "
             "or do without docker: --reader common";
    case Readers::common:
      return "These values mix quotes or backslashes with $ or `, hold ${, end in a backslash, or "
             "hold control characters such as a line end. Change the values (percent-encode a "
             "URL), "
             "or let systemd and ai-trading-bot alone read the file: --reader systemd";
    case Readers::systemd:
      return "These values hold control characters (a line end, a NUL) or are not valid UTF-8.";
  }
  return "";
}

Result<void> check_names(const Values& values) {
  std::vector<std::string> bad;
  for (const auto& entry : values)
    if (!is_writable_name(entry.name)) bad.push_back(entry.name);
  if (bad.empty()) return {};
  return core::fail(
      ErrorKind::settings, "env.unwritable",
      fmt::format("these names may not stand in an environment file: {}", fmt::join(bad, ", ")),
      "Use A to Z, 0 to 9 and _, and no variable that changes how programs are "
      "loaded or run (PATH, LD_…, PYTHON…).");
}

}  // namespace

bool is_writable_name(std::string_view name) noexcept {
  return has_name_shape(name) && !is_dangerous_name(name);
}

bool is_foreign_name(std::string_view name) noexcept {
  return !has_name_shape(name);
}

Result<SecretBuffer> render_env(const Values& values, std::string_view header_comment,
                                Readers readers) {
  ATB_TRY(check_names(values));
  SecretBuffer out;
  append_comment(out, header_comment);
  std::vector<std::string> bad;
  for (const auto& [name, value] : values) {
    const Notation notation = notation_for(value.reveal());
    if (!is_read_by(readers, notation)) {
      bad.push_back(name);
      continue;
    }
    append(out, name);
    out.push_back('=');
    append_value(out, value.reveal(), notation);
    out.push_back('\n');
  }
  if (bad.empty()) return out;
  return core::fail(
      ErrorKind::settings, "env.unwritable",
      fmt::format("these values cannot be written so that all readers agree on them: {}",
                  fmt::join(bad, ", ")),
      std::string{advice_for(readers)});
}

std::vector<std::string> not_for_docker(const Values& values) {
  std::vector<std::string> names;
  for (const auto& [name, value] : values)
    if (notation_for(value.reveal()) != Notation::bare) names.push_back(name);
  return names;
}

}  // namespace atb::settings
