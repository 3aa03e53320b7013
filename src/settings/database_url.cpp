#include "settings/database_url.h"

#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "settings/utf8.h"

namespace atb::settings {
namespace {

/// True when one part of the path is "..".
bool has_parent_part(std::string_view path) {
  while (true) {
    const auto slash = path.find('/');
    if (path.substr(0, slash) == "..") return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
}

using core::ErrorKind;
using core::Result;
using core::SecretBuffer;

tl::unexpected<core::Error> malformed(std::string what, std::string advice = {}) {
  if (advice.empty())
    advice =
        "Write sqlite:///data/trading_bot.db (relative), sqlite:////var/lib/bot.db (absolute) or "
        "postgresql://user:password@host:5432/database.";
  return core::fail(ErrorKind::settings, "database_url.malformed", std::move(what),
                    std::move(advice));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// @return nothing when a `%` is not followed by two hexadecimal digits or stands for NUL
std::optional<SecretBuffer> percent_decoded(std::string_view text) {
  SecretBuffer bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      bytes.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
    bytes.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return bytes;
}

Result<std::string> decoded_part(std::string_view text, std::string_view part) {
  const auto bytes = percent_decoded(text);
  if (!bytes)
    return malformed(
        fmt::format("the {} has a % that is not followed by two hexadecimal digits", part),
        "Write a percent sign itself as %25.");
  return std::string{bytes->begin(), bytes->end()};
}

Result<DatabaseUrl> parse_sqlite(std::string_view rest) {
  if (!rest.starts_with('/'))
    return malformed(
        "sqlite needs three slashes before a relative path and four before an "
        "absolute one");
  rest.remove_prefix(1);
  DatabaseUrl url;
  ATB_ASSIGN(url.path, decoded_part(rest, "path"));
  url.relative = !url.path.starts_with('/');
  if (url.path.empty() || url.path.ends_with('/')) return malformed("it names no database file");
  if (url.path.starts_with(":memory:") || url.path.starts_with("file:"))
    return malformed("a database in memory would forget its orders", "Name a file.");
  if (url.path.find('?') != std::string::npos)
    return malformed("options after ? are not known for sqlite", "Leave them out.");
  if (has_parent_part(url.path))
    return malformed("the path has ..", "Write the path that is meant, absolute if needed.");
  return url;
}

Result<void> take_credentials(std::string_view text, DatabaseUrl& url) {
  const auto colon = text.find(':');
  ATB_ASSIGN(url.user, decoded_part(text.substr(0, colon), "user"));
  if (colon == std::string_view::npos) return {};
  auto password = percent_decoded(text.substr(colon + 1));
  if (!password)
    return malformed("the password has a % that is not followed by two hexadecimal digits",
                     "Percent-encode it: % is %25, @ is %40, : is %3A, / is %2F, # is %23.");
  url.password = core::SecretString{std::move(*password)};
  return {};
}

Result<void> take_host(std::string_view text, DatabaseUrl& url) {
  std::string_view port;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return malformed("the address has no closing ]");
    url.host = std::string{text.substr(1, end - 1)};
    port = text.substr(end + 1);
  } else {
    const auto colon = text.find(':');
    ATB_ASSIGN(url.host, decoded_part(text.substr(0, colon), "host"));
    port = colon == std::string_view::npos ? std::string_view{} : text.substr(colon);
  }
  if (port.empty()) return {};
  port.remove_prefix(1);
  const auto [end, fault] = std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (fault != std::errc{} || end != port.data() + port.size() || url.port == 0)
    return malformed("what stands after the host is not a port from 1 to 65535",
                     "If the password holds : or @ or /, percent-encode it: %3A, %40, %2F.");
  return {};
}

Result<void> take_options(std::string_view text, DatabaseUrl& url) {
  while (!text.empty()) {
    const auto end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    const auto equals = pair.find('=');
    if (equals == 0 || equals == std::string_view::npos)
      return malformed("an option after ? is not name=value");
    ATB_ASSIGN(std::string name, decoded_part(pair.substr(0, equals), "option"));
    ATB_ASSIGN(std::string value, decoded_part(pair.substr(equals + 1), "option"));
    if (name == "password")
      return malformed("the password stands among the options",
                       "Write it before the host: postgresql://user:password@host/database");
    if (!url.options.emplace(std::move(name), std::move(value)).second)
      return malformed("an option is given twice");
  }
  return {};
}

Result<DatabaseUrl> parse_postgresql(std::string_view rest) {
  DatabaseUrl url;
  url.kind = DatabaseUrl::Kind::postgresql;
  if (rest.find('#') != std::string_view::npos)
    return malformed("it has a #", "In a password write it as %23.");
  const auto question = rest.find('?');
  if (question != std::string_view::npos) ATB_TRY(take_options(rest.substr(question + 1), url));
  rest = rest.substr(0, question);
  const auto slash = rest.find('/');
  std::string_view authority = rest.substr(0, slash);
  if (authority.find('@') != authority.rfind('@'))
    return malformed("it has more than one @", "In a password write @ as %40.");
  if (slash == std::string_view::npos || slash + 1 == rest.size())
    return malformed("it names no database after the host");
  ATB_ASSIGN(url.database, decoded_part(rest.substr(slash + 1), "database"));
  if (url.database.find('/') != std::string::npos || url.database.find('@') != std::string::npos)
    return malformed("the database name has / or @",
                     "If they belong to the password, percent-encode them: %2F, %40.");
  if (const auto at = authority.find('@'); at != std::string_view::npos) {
    ATB_TRY(take_credentials(authority.substr(0, at), url));
    authority.remove_prefix(at + 1);
  }
  ATB_TRY(take_host(authority, url));
  if (const auto host = url.options.find("host"); url.host.empty() && host != url.options.end())
    url.host = host->second;
  return url;
}

}  // namespace

bool DatabaseUrl::is_remote() const {
  const bool local = host.empty() || host.starts_with('/') || host == "localhost" ||
                     host == "::1" || host.starts_with("127.");
  return kind == Kind::postgresql && !local;
}

Result<DatabaseUrl> parse_database_url(std::string_view text) {
  const TextProfile characters = profile(text);
  if (!characters.valid || characters.control || characters.blank)
    return malformed("it has a blank, a control character or invalid UTF-8",
                     "Percent-encode a blank as %20.");
  constexpr std::string_view kSeparator = "://";
  const auto end = text.find(kSeparator);
  const std::string_view scheme = end == std::string_view::npos ? "" : text.substr(0, end);
  const std::string_view rest =
      end == std::string_view::npos ? "" : text.substr(end + kSeparator.size());
  if (scheme == "sqlite") return parse_sqlite(rest);
  if (scheme == "postgresql" || scheme == "postgres") return parse_postgresql(rest);
  return malformed("it starts with neither sqlite:// nor postgresql://");
}

}  // namespace atb::settings
