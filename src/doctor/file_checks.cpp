#include "doctor/file_checks.h"

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

class FileDoctor {
 public:
  explicit FileDoctor(const FileExpectation& expected) : expected_{expected} {}

  FileState run() {
    struct stat found {};
    if (::lstat(expected_.env_file.c_str(), &found) != 0) {
      add(broken("env-file", fmt::format("there is no {}", path()), fetch_words()));
      return std::move(state_);
    }
    judge_rights(found);
    read(found);
    judge_age();
    compare();
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

  std::optional<secrets::FetchRecord> record() const {
    constexpr std::size_t kRecordMax = 4'096;
    const auto text = files::read_file(path() + ".fetched", kRecordMax);
    return text ? secrets::parse_record(*text) : std::nullopt;
  }

  void judge_age() {
    const auto noted = record();
    if (!noted) {
      add(warning("env-file-age", "nothing tells when AWS last confirmed the file", fetch_words()));
      return;
    }
    if (noted->secret_id != expected_.secret_id)
      add(broken("env-file-origin",
                 fmt::format("the file was fetched from {}, not from {}", noted->secret_id,
                             expected_.secret_id),
                 fetch_words()));
    const auto age = expected_.now - noted->confirmed;
    const std::string text = fmt::format("AWS confirmed it at {}", core::to_text(noted->confirmed));
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
  FileState state_;
};

}  // namespace

FileState check_file(const FileExpectation& expected) {
  return FileDoctor{expected}.run();
}

}  // namespace atb::doctor
