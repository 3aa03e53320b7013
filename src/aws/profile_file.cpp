#include "aws/profile_file.h"

#include <fmt/format.h>

#include "files/read.h"

namespace atb::aws {
namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 20U;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// The profile that a section's title names, or nothing when the section is something else.
std::optional<std::string_view> profile_of(std::string_view title, ProfileFileKind kind) {
  title = trimmed(title);
  if (kind == ProfileFileKind::credentials || title == "default") return title;
  constexpr std::string_view kWord = "profile";
  if (!title.starts_with(kWord)) return std::nullopt;
  title.remove_prefix(kWord.size());
  if (title.empty() || (title.front() != ' ' && title.front() != '\t')) return std::nullopt;
  title = trimmed(title);
  if (title.size() >= 2 && title.front() == '"' && title.back() == '"')
    title = title.substr(1, title.size() - 2);
  return title;
}

tl::unexpected<core::Error> malformed(std::string_view path, std::size_t line) {
  return core::fail(core::ErrorKind::settings, "aws.profile_malformed",
                    fmt::format("{}, line {}: neither a [section] nor \"key = value\"", path, line),
                    "Correct the line, or write the file anew with: aws configure");
}

/// A path from a variable, or one under the home directory; "" without either.
std::string place(const Environment& environment, std::string_view variable,
                  std::string_view under_home) {
  const auto home = environment("HOME");
  if (const auto named = environment(variable)) {
    if (named->starts_with("~/") && home) return fmt::format("{}{}", *home, named->substr(1));
    return std::string{*named};
  }
  return home ? fmt::format("{}/{}", *home, under_home) : std::string{};
}

/// The config file may hold keys too: its text is kept in wiped memory.
core::Result<core::SecretBuffer> read_config(const std::string& path) {
  ATB_ASSIGN(auto text, files::read_file(path, kFileBytesMax));
  core::SecretBuffer bytes(text.begin(), text.end());
  core::wipe(text.data(), text.size());
  return bytes;
}

/// A file that does not exist is an empty one.
core::Result<Profiles> parsed(const core::Result<core::SecretBuffer>& content, ProfileFileKind kind,
                              const std::string& path) {
  if (content) return parse_profiles({content->data(), content->size()}, kind, path);
  if (content.error().kind == core::ErrorKind::not_found) return Profiles{};
  return tl::unexpected<core::Error>(content.error());
}

}  // namespace

std::optional<std::string_view> Profile::find(std::string_view key) const {
  const auto at = values_.find(key);
  if (at == values_.end() || at->second.empty()) return std::nullopt;
  return at->second.reveal();
}

void Profile::set(std::string_view key, std::string_view value) {
  values_.insert_or_assign(std::string{key}, core::SecretString{value});
}

core::Result<Profiles> parse_profiles(std::string_view text, ProfileFileKind kind,
                                      std::string_view path) {
  Profiles profiles;
  Profile* current = nullptr;
  bool in_section = false;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view content = trimmed(line);
    if (content.empty() || content.front() == '#' || content.front() == ';') continue;
    if (line.front() == '[') {
      if (content.back() != ']') return malformed(path, number);
      const auto name = profile_of(content.substr(1, content.size() - 2), kind);
      current = name ? &profiles[std::string{*name}] : nullptr;
      in_section = true;
      continue;
    }
    if (line.front() == ' ' || line.front() == '\t') continue;
    const auto equals = content.find('=');
    if (equals == std::string_view::npos || equals == 0 || !in_section)
      return malformed(path, number);
    if (current != nullptr)
      current->set(trimmed(content.substr(0, equals)), trimmed(content.substr(equals + 1)));
  }
  return profiles;
}

bool ProfileFiles::contains(std::string_view profile) const {
  return credentials.contains(profile) || config.contains(profile);
}

std::optional<std::string_view> ProfileFiles::setting(std::string_view profile,
                                                      std::string_view key) const {
  for (const auto* const file : {&config, &credentials}) {
    const auto at = file->find(profile);
    if (at == file->end()) continue;
    if (const auto value = at->second.find(key)) return value;
  }
  return std::nullopt;
}

core::Result<ProfileFiles> load_profiles(const Environment& environment) {
  ATB_ASSIGN(auto loaded, load_config_profiles(environment));
  loaded.credentials_path = place(environment, "AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials");
  if (loaded.credentials_path.empty()) return loaded;
  ATB_ASSIGN(loaded.credentials,
             parsed(files::read_private_file(loaded.credentials_path, kFileBytesMax),
                    ProfileFileKind::credentials, loaded.credentials_path));
  return loaded;
}

core::Result<ProfileFiles> load_config_profiles(const Environment& environment) {
  ProfileFiles loaded;
  loaded.config_path = place(environment, "AWS_CONFIG_FILE", ".aws/config");
  if (loaded.config_path.empty()) return loaded;
  ATB_ASSIGN(loaded.config,
             parsed(read_config(loaded.config_path), ProfileFileKind::config, loaded.config_path));
  return loaded;
}

std::string profile_name(std::string_view flag, const Environment& environment) {
  if (!flag.empty()) return std::string{flag};
  if (const auto name = environment("AWS_PROFILE")) return std::string{*name};
  return std::string{environment("AWS_DEFAULT_PROFILE").value_or("default")};
}

}  // namespace atb::aws
