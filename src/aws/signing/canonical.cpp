#include "aws/signing/canonical.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace atb::aws {
namespace {

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

std::string percent_encode(std::string_view text, std::string_view also_kept = {}) {
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c) || also_kept.find(c) != std::string_view::npos)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

/// A '%' without two hexadecimal digits stands for itself.
std::string percent_decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
    if (low) {
      decoded += static_cast<char>(*high * 16 + *low);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

std::string_view take_until(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

bool may_change_on_the_way(std::string_view name) {
  constexpr std::array<std::string_view, 10> kNames{
      "authorization", "connection",        "content-length", "expect",    "keep-alive", "te",
      "trailer",       "transfer-encoding", "upgrade",        "user-agent"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         name.starts_with("proxy-") || name == "x-amzn-trace-id";
}

}  // namespace

std::string canonical_path(std::string_view path) {
  const bool is_folder = path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const auto segment = take_until(path, '/');
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!segment.empty() && segment != ".") {
      segments.push_back(segment);
    }
  }
  std::string result;
  for (const auto segment : segments) result += "/" + percent_encode(segment);
  return is_folder || result.empty() ? result + "/" : result;
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    std::string_view value = take_until(query, '&');
    const auto name = take_until(value, '=');
    if (name.empty() && value.empty()) continue;
    pairs.emplace_back(percent_encode(percent_decode(name)), percent_encode(percent_decode(value)));
  }
  std::sort(pairs.begin(), pairs.end());
  std::string result;
  for (const auto& [name, value] : pairs)
    result += fmt::format("{}{}={}", result.empty() ? "" : "&", name, value);
  return result;
}

std::string canonical_value(std::string_view value) {
  std::string folded;
  for (const char c : value) {
    const bool is_blank = c == ' ' || c == '\t';
    if (!is_blank)
      folded += c;
    else if (!folded.empty() && folded.back() != ' ')
      folded += ' ';
  }
  if (folded.ends_with(' ')) folded.pop_back();
  return folded;
}

std::vector<std::string> signable_names(const net::Headers& headers) {
  std::set<std::string> names;
  for (const auto& header : headers) {
    auto name = net::lower_case(header.name());
    if (!may_change_on_the_way(name)) names.insert(std::move(name));
  }
  return {names.begin(), names.end()};
}

std::string join_names(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ";"));
}

std::string canonical_request(const CanonicalParts& parts) {
  std::string text = fmt::format("{}\n{}\n{}\n", parts.method, canonical_path(parts.path),
                                 canonical_query(parts.query));
  for (const auto& name : parts.signed_names) {
    std::string joined;
    bool is_first = true;
    for (const auto& header : parts.headers) {
      if (!net::same_name(header.name(), name)) continue;
      if (!is_first) joined += ',';
      joined += canonical_value(header.value());
      is_first = false;
    }
    text += fmt::format("{}:{}\n", name, joined);
  }
  return text + fmt::format("\n{}\n{}", join_names(parts.signed_names), parts.body_sha256);
}

}  // namespace atb::aws
