#include "files/owner.h"

#include <cerrno>
#include <charconv>
#include <system_error>
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
  constexpr std::uint32_t kNobody = 0xFFFFFFFFU;  // chown takes it for "leave it as it is"
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value == kNobody)
    return std::nullopt;
  return value;
}

tl::unexpected<core::Error> unknown(const char* what, const std::string& name) {
  return core::fail(ErrorKind::not_found, "owner.unknown",
                    fmt::format("there is no {} \"{}\" on this machine", what, name),
                    "Create it, or name one of: getent passwd, getent group.");
}

constexpr std::size_t kEntryBytes = 16'384;
constexpr std::size_t kEntryBytesMax = 16U << 20U;  // a group with very many members

/// @param get  getpwnam_r or getgrnam_r
/// @return  the numbers of it are good, its texts are gone
template <class Entry>
Result<Entry> look_up(const char* what, const std::string& name,
                      int (*get)(const char*, Entry*, char*, std::size_t, Entry**)) {
  std::vector<char> buffer(kEntryBytes);
  for (;;) {
    Entry entry{};
    Entry* found = nullptr;
    const int fault = get(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
    if (found != nullptr) return entry;
    if (fault == EINTR) continue;
    if (fault == ERANGE && buffer.size() < kEntryBytesMax) {
      buffer.resize(buffer.size() * 4);
      continue;
    }
    // Source: getpwnam(3), the codes that mean "not there".
    if (fault == 0 || fault == ENOENT || fault == ESRCH || fault == EBADF || fault == EPERM)
      return unknown(what, name);
    return core::fail(ErrorKind::temporary, "owner.lookup_failed",
                      fmt::format("the {} \"{}\" could not be looked up: {}", what, name,
                                  std::generic_category().message(fault)),
                      "Check what knows the users of this machine (LDAP, sssd), or write numbers.");
  }
}

Result<Owner> find_user(const std::string& name) {
  if (const auto user = number(name)) return Owner{*user, std::nullopt};
  ATB_ASSIGN(const auto entry, look_up<passwd>("user", name, &::getpwnam_r));
  return Owner{entry.pw_uid, entry.pw_gid};
}

Result<gid_t> find_group(const std::string& name) {
  if (const auto group = number(name)) return *group;
  ATB_ASSIGN(const auto entry, look_up<group>("group", name, &::getgrnam_r));
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
