#include "files/owner.h"

#include <charconv>
#include <vector>

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>

namespace atb::files {
namespace {

using core::ErrorKind;
using core::Result;

std::optional<std::uint32_t> number(const std::string& text) {
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

tl::unexpected<core::Error> unknown(const char* what, const std::string& name) {
  return core::fail(ErrorKind::not_found, "owner.unknown",
                    fmt::format("there is no {} \"{}\" on this machine", what, name),
                    "Create it, or name one of: getent passwd, getent group.");
}

constexpr std::size_t kEntryBytes = 16'384;

Result<Owner> find_user(const std::string& name) {
  if (const auto user = number(name)) return Owner{*user, std::nullopt};
  std::vector<char> buffer(kEntryBytes);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 ||
      found == nullptr)
    return unknown("user", name);
  return Owner{entry.pw_uid, entry.pw_gid};
}

Result<gid_t> find_group(const std::string& name) {
  if (const auto group = number(name)) return *group;
  std::vector<char> buffer(kEntryBytes);
  group entry{};
  group* found = nullptr;
  if (::getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 ||
      found == nullptr)
    return unknown("group", name);
  return entry.gr_gid;
}

}  // namespace

Result<Owner> parse_owner(const std::string& text) {
  const auto colon = text.find(':');
  const std::string user = text.substr(0, colon);
  const bool has_group = colon != std::string::npos && colon + 1 < text.size();
  if (user.empty() || text.find(':', colon + 1) < text.size())
    return core::fail(ErrorKind::usage, "owner.malformed",
                      fmt::format("\"{}\" is not USER or USER:GROUP", text),
                      "Write a name or a number for each, such as aitrading:aitrading.");
  ATB_ASSIGN(Owner owner, find_user(user));
  if (!has_group) {
    if (colon == std::string::npos) owner.group = std::nullopt;
    return owner;
  }
  ATB_ASSIGN(owner.group, find_group(text.substr(colon + 1)));
  return owner;
}

}  // namespace atb::files
