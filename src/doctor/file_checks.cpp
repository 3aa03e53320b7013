#include "doctor/file_checks.h"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

#include "files/read.h"
#include "secrets/fetch/fetch_in_place.h"
#include "secrets/fetch/fetch_record.h"
#include "settings/env_file.h"

namespace atb::doctor {
namespace {

constexpr std::size_t kFileMax = 1'048'576;
/// Two fetches of the schedule (every twelve hours) and a margin.
constexpr auto kFreshFor = core::Duration::hours(26);

/// The name in a secret's ARN, with what AWS put behind it; a name as it is.
std::string_view name_in(std::string_view secret_id) {
  constexpr std::string_view kKind = ":secret:";
  const auto at = secret_id.find(kKind);
  const bool is_arn = secret_id.starts_with("arn:") && at != std::string_view::npos;
  return is_arn ? secret_id.substr(at + kKind.size()) : secret_id;
}

/// One of them may be a name and the other the ARN, which ends with a hyphen and six characters.
bool is_same_secret(std::string_view a, std::string_view b) {
  constexpr std::size_t kRandomEnd = 7;
  const auto first = name_in(a);
  const auto second = name_in(b);
  const auto is_full = [](std::string_view full, std::string_view plain, std::string_view id) {
    return id.starts_with("arn:") && full.size() == plain.size() + kRandomEnd &&
           full.starts_with(plain) && full[plain.size()] == '-';
  };
  return first == second || is_full(first, second, a) || is_full(second, first, b);
}

class FileDoctor {
 public:
  explicit FileDoctor(const FileExpectation& expected) : expected_{expected} {}

  FileState run() {
    struct stat found {};
    if (::lstat(expected_.env_file.c_str(), &found) != 0) {
      const int cause = errno;
      if (cause == ENOENT || cause == ENOTDIR)
        add(broken("env-file", fmt::format("there is no {}", path()), fetch_words()));
      else
        add(broken("env-file",
                   fmt::format("{} cannot be looked at: {}", path(),
                               std::generic_category().message(cause)),
                   "Its folder is the bot's own: run this with sudo or as the bot's user."));
      return std::move(state_);
    }
    judge_rights(found);
    read(found);
    if (judge_origin()) compare();
    judge_age();
    return std::move(state_);
  }

 private:
  void add(Finding finding) { state_.findings.push_back(std::move(finding)); }
  std::string path() const { return expected_.env_file.string(); }
  std::string fetch_words() const {
    return fmt::format("ai-trading-bot-secrets fetch --environment {} --env-file {}",
                       settings::name_of(expected_.environment), path());
  }

  void judge_rights(const struct stat& found) {
    if (!S_ISREG(found.st_mode)) {
      add(broken("env-file-mode", fmt::format("{} is no regular file", path()),
                 "Remove it and fetch again: a link or pipe can lead the settings elsewhere."));
      return;
    }
    const unsigned mode = found.st_mode & 07777U;
    if ((mode & 077U) != 0)
      add(broken("env-file-mode",
                 fmt::format("{} has mode {:03o}: other users of this machine can read the keys",
                             path(), mode),
                 fmt::format("chmod 600 {}, then rotate the key: it may have been read", path())));
    else
      add(good("env-file-mode", fmt::format("mode {:03o}", mode)));
    if (expected_.owner && expected_.owner->user != found.st_uid)
      add(broken("env-file-owner",
                 fmt::format("{} belongs to user {}, not to the bot's user {}: the bot cannot read "
                             "it",
                             path(), found.st_uid, expected_.owner->user),
                 "Fetch with --owner USER:GROUP, as the unit of the package does."));
  }

  void read(const struct stat& found) {
    const auto bytes = files::read_private_file(expected_.env_file, kFileMax, found.st_uid);
    if (!bytes) {
      // A wrong mode or kind was named above; the folder was not.
      if (bytes.error().code != "files.exposed" && S_ISREG(found.st_mode))
        add(broken_by("env-file", bytes.error()));
      return;
    }
    auto values = settings::parse_env({bytes->data(), bytes->size()});
    if (!values) {
      add(broken_by("env-file", values.error()));
      return;
    }
    const auto valid = settings::validate(*values, {.environment = expected_.environment});
    add(valid ? good("env-file", fmt::format("{} settings in {}", values->size(), path()))
              : broken_by("env-file", valid.error()));
    state_.values = std::move(*values);
    state_.version = secrets::version_of({bytes->data(), bytes->size()});
  }

  /// A file of another secret is none of this environment's: who mixed the two up must not be led
  /// to overwrite production. @return  false: it is another's
  bool judge_origin() {
    if (!record_ || is_same_secret(record_->secret_id, expected_.secret_id)) return true;
    const auto& origin = record_->secret_id;
    const auto environment = environment_of(origin);
    add(broken(
        "env-file-origin",
        fmt::format("the file was fetched from {}, not from {}", origin, expected_.secret_id),
        fmt::format("If {} is that secret's file, examine it as such:\n"
                    "ai-trading-bot-secrets doctor --environment {} --secret-id {} "
                    "--env-file {}\n"
                    "Only if it shall hold {} from now on, overwrite it:\n{}",
                    path(), settings::name_of(environment), origin, path(), expected_.secret_id,
                    fetch_words())));
    return false;
  }

  settings::Environment environment_of(std::string_view secret_id) const {
    using settings::Environment;
    const auto other = expected_.environment == Environment::staging ? Environment::production
                                                                     : Environment::staging;
    const bool named = secret_id.find(settings::name_of(other)) != std::string_view::npos;
    return named ? other : expected_.environment;
  }

  void judge_age() {
    if (!record_) {
      add(warning("env-file-age", "nothing tells when AWS last confirmed the file", fetch_words()));
      return;
    }
    const auto changed = files::time_of_change(expected_.env_file);
    if (changed && *changed != record_->file_changed) {
      add(warning("env-file-age",
                  fmt::format("the file was changed at {} by something else than fetch: AWS has "
                              "not confirmed it since",
                              core::to_text(*changed)),
                  fetch_words()));
      return;
    }
    const auto age = expected_.now - record_->confirmed;
    const std::string text =
        fmt::format("AWS confirmed it at {}", core::to_text(record_->confirmed));
    if (age > kFreshFor)
      add(warning("env-file-age", text + ": the fetch every 12 hours does not run or fails",
                  "systemctl status ai-trading-bot-secrets.timer ai-trading-bot-secrets.service"));
    else
      add(good("env-file-age", text));
  }

  void compare() {
    if (expected_.secret == nullptr || !state_.values) return;
    // The fetch leaves out what belongs to other tools.
    settings::Values wanted = expected_.secret->clone();
    for (const auto& entry : *expected_.secret)
      if (entry.name.starts_with('_')) wanted.erase(entry.name);
    const auto changes = settings::difference(*state_.values, wanted);
    if (changes.empty()) {
      add(good("env-file-drift", "the same settings as the secret's"));
      return;
    }
    std::vector<std::string> names = changes.added;
    names.insert(names.end(), changes.changed.begin(), changes.changed.end());
    names.insert(names.end(), changes.removed.begin(), changes.removed.end());
    add(warning("env-file-drift",
                fmt::format("the secret (version {}) and the file differ in {}",
                            expected_.secret_version, fmt::join(names, ", ")),
                fetch_words() + " --reload-service"));
  }

  const FileExpectation& expected_;
  std::optional<secrets::FetchRecord> record_ = secrets::read_record(expected_.env_file);
  FileState state_;
};

}  // namespace

FileState check_file(const FileExpectation& expected) {
  return FileDoctor{expected}.run();
}

}  // namespace atb::doctor
