#include "secrets/fetch/fetch_in_place.h"

#include <algorithm>

#include <fmt/format.h>

#include "files/read.h"
#include "secrets/fetch/fetch_record.h"
#include "settings/env_file.h"
#include "settings/settings.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

constexpr std::size_t kEnvFileMax = 1'048'576;
/// A file this much younger than now is a matter of clocks; more means that one was not set.
constexpr auto kClockTolerance = core::Duration::minutes(5);

std::string_view as_text(const core::SecretBuffer& bytes) {
  return {bytes.data(), bytes.size()};
}

Result<void> check_origin(std::string_view secret_id, const Target& target,
                          const std::filesystem::path& env_file) {
  if (secret_id == target.secret_id) return {};
  return core::fail(
      ErrorKind::refused, "secrets.other_secret",
      secret_id.empty()
          ? fmt::format("neither {} nor the file's header says which secret it is from",
                        record_path(env_file).string())
          : fmt::format("it was fetched from {}", secret_id));
}

/// What a line of the comment at the top says after its label; empty: there is no such line.
std::string_view named_at_top(std::string_view file, std::string_view label) {
  while (file.starts_with('#')) {
    const auto end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    if (line.starts_with(label)) return line.substr(label.size());
    file.remove_prefix(std::min(end + 1, file.size()));
  }
  return {};
}

}  // namespace

Result<InPlace> load_in_place(const std::filesystem::path& env_file, std::optional<uid_t> owner) {
  ATB_ASSIGN(auto bytes, files::read_private_file(env_file, kEnvFileMax, owner));
  ATB_ASSIGN(auto values, settings::parse_env(as_text(bytes)));
  return InPlace{std::move(bytes), std::move(values)};
}

std::string_view origin_of(std::string_view file) {
  return named_at_top(file, "# secret: ");
}

std::string_view version_of(std::string_view file) {
  return named_at_top(file, "# version: ");
}

std::string_view pin_of(std::string_view file) {
  return named_at_top(file, "# pinned: ");
}

core::SecretBuffer assignments_of(const core::SecretBuffer& file) {
  core::SecretBuffer kept;
  for (auto line = file.begin(); line != file.end();) {
    auto end = std::find(line, file.end(), '\n');
    if (end != file.end()) ++end;
    if (*line != '#') kept.insert(kept.end(), line, end);
    line = end;
  }
  return kept;
}

Result<core::SecretBuffer> check_replaceable(const std::filesystem::path& env_file) {
  auto text = files::read_secret_input(env_file, kEnvFileMax);
  if (!text && text.error().kind == ErrorKind::not_found) return core::SecretBuffer{};
  if (text) {
    const std::string_view shown = as_text(text->bytes);
    if (shown.empty() || shown.starts_with(kHeaderStart) || settings::parse_env(shown))
      return std::move(text->bytes);
  }
  return core::fail(
      ErrorKind::refused, "secrets.not_an_env_file",
      fmt::format("{} is there and is no .env file: it is not replaced", env_file.string()),
      "Name the .env file with --env-file, or remove this one first.");
}

Result<core::Timestamp> time_of_confirmation(const std::filesystem::path& env_file,
                                             std::optional<uid_t> owner, const Target& target,
                                             core::Timestamp now) {
  ATB_ASSIGN(const auto found, load_in_place(env_file, owner));
  ATB_TRY(settings::validate(found.values, {.environment = target.environment}));
  ATB_ASSIGN(const auto changed, files::time_of_change(env_file));
  const auto noted = read_record(env_file);
  const bool meant = noted && noted->file_changed == changed;
  ATB_TRY(check_origin(meant ? std::string_view{noted->secret_id} : origin_of(as_text(found.bytes)),
                       target, env_file));
  if (const auto pin = pin_of(as_text(found.bytes)); !meant && !pin.empty())
    return core::fail(
        ErrorKind::refused, "secrets.pinned",
        fmt::format("it was fetched with {}: whether that version is in force was not "
                    "asked",
                    pin));
  const auto confirmed = meant ? std::max(changed, noted->confirmed) : changed;
  if (confirmed - now <= kClockTolerance) return confirmed;
  return core::fail(ErrorKind::refused, "secrets.from_the_future",
                    fmt::format("it is of {}, but this machine's clock says {}: the clock is "
                                "not set, or the file's time is wrong",
                                core::to_text(confirmed), core::to_text(now)));
}

}  // namespace atb::secrets
