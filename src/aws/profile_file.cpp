#include "aws/profile_file.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "aws/shell_words.h"
#include "files/read.h"

namespace atb::aws {
namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 20U;

constexpr std::string_view kBlanks = " \t\r\v\f";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

tl::unexpected<core::Error> malformed(std::string_view path, std::size_t line) {
  return core::fail(core::ErrorKind::settings, "aws.profile_malformed",
                    fmt::format("{}, line {}: neither a [section] nor \"key = value\"", path, line),
                    "Correct the line, or write the file anew with: aws configure");
}

/// Reads a file line by line; the rules are RawConfigParser's.
class Parser {
 public:
  Parser(ProfileFileKind kind, std::string_view path) : kind_{kind}, path_{path} {}

  core::Result<void> feed(std::string_view line) {
    ++line_;
    const std::string_view content = trimmed(line);
    if (content.empty()) {
      ++blank_lines_;
      return {};
    }
    if (content.front() == '#' || content.front() == ';') return {};
    const auto blank_lines = std::exchange(blank_lines_, 0);
    const auto indent = line.find_first_not_of(kBlanks);
    if (in_option_ && indent > indent_) return go_on(content, blank_lines);
    indent_ = indent;
    const auto bracket = content.rfind(']');
    if (content.front() == '[' && bracket != std::string_view::npos && bracket > 1)
      return begin_section(content.substr(1, bracket - 1));
    if (!in_section_) return malformed(path_, line_);
    return begin_option(content);
  }

  ProfileSections finish() {
    end_option();
    return std::move(sections_);
  }

 private:
  core::Result<void> begin_section(std::string_view title) {
    end_option();
    in_section_ = true;
    keys_seen_.clear();
    if (!titles_seen_.emplace(title).second) return duplicate();
    current_ = section(title);
    return {};
  }

  /// Where a section's settings go; null when nobody asks for them.
  Profile* section(std::string_view title) {
    title = trimmed(title);
    if (kind_ == ProfileFileKind::credentials || title == "default")
      return fresh(sections_.profiles, title);
    const auto words = split_words(title);
    if (!words || words->size() != 2) return nullptr;
    if (words->front() == "profile") return fresh(sections_.profiles, words->back());
    if (words->front() == "services") return fresh(sections_.services, words->back());
    return nullptr;
  }

  static Profile* fresh(Profiles& profiles, std::string_view name) {
    return &(profiles[std::string{name}] = Profile{});
  }

  core::Result<void> begin_option(std::string_view content) {
    end_option();
    const auto divider = content.find_first_of("=:");
    if (divider == std::string_view::npos || divider == 0) return malformed(path_, line_);
    key_ = lower_case(trimmed(content.substr(0, divider)));
    if (!keys_seen_.insert(key_).second) return duplicate();
    in_option_ = true;
    append(trimmed(content.substr(divider + 1)));
    is_nested_ = value_.empty();
    return {};
  }

  core::Result<void> go_on(std::string_view content, std::size_t blank_lines) {
    if (!is_nested_) {
      value_.insert(value_.end(), blank_lines + 1, '\n');
      append(content);
      return {};
    }
    const auto equals = content.find('=');
    if (equals == std::string_view::npos || equals == 0) return malformed(path_, line_);
    if (current_ != nullptr)
      current_->set_nested(key_, trimmed(content.substr(0, equals)),
                           trimmed(content.substr(equals + 1)));
    return {};
  }

  void end_option() {
    if (in_option_ && current_ != nullptr) current_->set(key_, {value_.data(), value_.size()});
    in_option_ = false;
    value_ = {};
  }

  void append(std::string_view text) { value_.insert(value_.end(), text.begin(), text.end()); }

  tl::unexpected<core::Error> duplicate() const {
    return core::fail(
        core::ErrorKind::settings, "aws.profile_duplicate",
        fmt::format("{}, line {}: this section or key stands there twice", path_, line_),
        "Keep one of the two: which one counts is not the same in all AWS tools.");
  }

  ProfileFileKind kind_;
  std::string_view path_;
  std::size_t line_ = 0;
  ProfileSections sections_;
  std::set<std::string, std::less<>> titles_seen_;
  std::set<std::string, std::less<>> keys_seen_;
  Profile* current_ = nullptr;
  bool in_section_ = false;
  bool in_option_ = false;
  bool is_nested_ = false;
  std::size_t indent_ = 0;
  std::size_t blank_lines_ = 0;  // since the last line with content
  std::string key_;
  core::SecretBuffer value_;
};

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
core::Result<ProfileSections> parsed(const core::Result<core::SecretBuffer>& content,
                                     ProfileFileKind kind, const std::string& path) {
  if (content) return parse_profiles({content->data(), content->size()}, kind, path);
  if (content.error().kind == core::ErrorKind::not_found) return ProfileSections{};
  return tl::unexpected<core::Error>(content.error());
}

/// No key of a file holds a line break: nested names cannot meet plain ones.
std::string nested_name(std::string_view outer, std::string_view inner) {
  return fmt::format("{}\n{}", outer, inner);
}

}  // namespace

std::optional<std::string_view> Profile::find(std::string_view key) const {
  const auto at = values_.find(key);
  if (at == values_.end() || at->second.empty()) return std::nullopt;
  return at->second.reveal();
}

std::optional<std::string_view> Profile::find_nested(std::string_view outer,
                                                     std::string_view inner) const {
  return find(nested_name(outer, inner));
}

void Profile::set(std::string_view key, std::string_view value) {
  values_.insert_or_assign(std::string{key}, core::SecretString{value});
}

void Profile::set_nested(std::string_view outer, std::string_view inner, std::string_view value) {
  set(nested_name(outer, inner), value);
}

core::Result<ProfileSections> parse_profiles(std::string_view text, ProfileFileKind kind,
                                             std::string_view path) {
  Parser parser{kind, path};
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    ATB_TRY(parser.feed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parser.finish();
}

bool ProfileFiles::contains(std::string_view profile) const {
  return credentials.contains(profile) || config.contains(profile);
}

std::optional<std::string_view> ProfileFiles::setting(std::string_view profile,
                                                      std::string_view key) const {
  for (const auto* const file : {&credentials, &config}) {
    const auto at = file->find(profile);
    if (at == file->end()) continue;
    if (const auto value = at->second.find(key)) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> ProfileFiles::service_setting(std::string_view profile,
                                                              std::string_view service_id,
                                                              std::string_view key) const {
  const auto name = setting(profile, "services");
  if (!name) return std::nullopt;
  const auto at = services.find(*name);
  return at == services.end() ? std::nullopt : at->second.find_nested(service_id, key);
}

core::Result<ProfileFiles> load_profiles(const Environment& environment) {
  ATB_ASSIGN(auto loaded, load_config_profiles(environment));
  loaded.credentials_path = place(environment, "AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials");
  if (loaded.credentials_path.empty()) return loaded;
  ATB_ASSIGN(auto sections, parsed(files::read_private_file(loaded.credentials_path, kFileBytesMax),
                                   ProfileFileKind::credentials, loaded.credentials_path));
  loaded.credentials = std::move(sections.profiles);
  return loaded;
}

core::Result<ProfileFiles> load_config_profiles(const Environment& environment) {
  ProfileFiles loaded;
  loaded.config_path = place(environment, "AWS_CONFIG_FILE", ".aws/config");
  if (loaded.config_path.empty()) return loaded;
  ATB_ASSIGN(auto sections,
             parsed(read_config(loaded.config_path), ProfileFileKind::config, loaded.config_path));
  loaded.config = std::move(sections.profiles);
  loaded.services = std::move(sections.services);
  return loaded;
}

std::string profile_name(std::string_view flag, const Environment& environment) {
  if (!flag.empty()) return std::string{flag};
  if (const auto name = environment("AWS_PROFILE")) return std::string{*name};
  return std::string{environment("AWS_DEFAULT_PROFILE").value_or("default")};
}

}  // namespace atb::aws
