// Needs: aws/profile_file.cpp aws/credentials/shell_words.cpp files/read.cpp files/os_error.cpp
// files/trust.cpp
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "aws/credentials/shell_words.h"
#include "aws/profile_file.h"

namespace {

using namespace atb::aws;

bool same_names(const Profiles& a, const Profiles& b) {
  if (a.size() != b.size()) return false;
  for (const auto& [name, profile] : a)
    if (!b.contains(name)) return false;
  return true;
}

/// A message names the line and nothing of what stands there: it may be a key.
void check_message(const atb::core::Error& error) {
  if (!error.message.starts_with("f, line ")) std::abort();
  for (const char c : error.message)
    if (c < ' ' || c > '~') std::abort();
}

}  // namespace

/// The first byte picks the file. Line ends of both kinds give the same outcome, values carry no
/// outer blanks, and the lookups take whatever was read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto kind = data[0] % 2 == 0 ? ProfileFileKind::credentials : ProfileFileKind::config;
  const std::string text{reinterpret_cast<const char*>(data) + 1, size - 1};
  std::string dos;
  for (const char c : text) dos += c == '\n' ? std::string{"\r\n"} : std::string{c};
  auto parsed = parse_profiles(text, kind, "f");
  const auto again = parse_profiles(dos, kind, "f");
  if (parsed.has_value() != again.has_value()) std::abort();
  if (!parsed) {
    if (parsed.error().message != again.error().message) std::abort();
    check_message(parsed.error());
    return 0;
  }
  if (!same_names(parsed->profiles, again->profiles)) std::abort();
  ProfileFiles files;
  files.config = std::move(parsed->profiles);
  files.services = std::move(parsed->services);
  for (const auto& [name, profile] : files.config) {
    (void)files.service_setting(name, "secrets_manager", "endpoint_url");
    const auto command = files.setting(name, "credential_process");
    if (!command) continue;
    if (command->front() == ' ' || command->back() == ' ') std::abort();
    (void)split_words(*command);
  }
  return 0;
}
