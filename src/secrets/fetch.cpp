#include "secrets/fetch.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "files/atomic_write.h"
#include "files/lock.h"
#include "files/read.h"
#include "secrets/checked_values.h"
#include "secrets/fetch_record.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

constexpr std::size_t kEnvFileMax = 1'048'576;
constexpr std::string_view kHeaderStart = "# Settings of ai-trading-bot.";
/// A file this much younger than now is a matter of clocks; more means that one was not set.
constexpr auto kClockTolerance = core::Duration::minutes(5);

std::filesystem::path with_suffix(std::filesystem::path path, std::string_view suffix) {
  path += suffix;
  return path;
}

std::string_view as_text(const core::SecretBuffer& bytes) {
  return {bytes.data(), bytes.size()};
}

/// The text without its comment lines. Values hold no line ends, so a line is an assignment.
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

/// The secret that the comment at the top of the file names; empty: none.
std::string_view origin_of(std::string_view file) {
  constexpr std::string_view kLabel = "# secret: ";
  while (file.starts_with('#')) {
    const auto end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    if (line.starts_with(kLabel)) return line.substr(kLabel.size());
    file.remove_prefix(std::min(end + 1, file.size()));
  }
  return {};
}

/// One fetch into one file.
class Fetch {
 public:
  Fetch(const FetchRequest& request, core::Timestamp now) : request_{request}, now_{now} {}

  Result<FetchReport> put_in_place(const aws::SecretValue& secret) {
    ATB_ASSIGN(auto checked, take_secret(secret.value.reveal(), request_.target.environment));
    report_.version_id = secret.version_id;
    report_.warnings = std::move(checked.warnings);
    report_.not_for_docker = settings::not_for_docker(checked.values);
    ATB_ASSIGN(const auto file,
               settings::render_env(checked.values, header_of(secret), request_.readers));
    const auto before = read_file_in_place();
    if (!before) ATB_TRY(check_replaceable());
    const settings::Values nothing;
    report_.changes = settings::difference(before ? before->values : nothing, checked.values);
    const bool same = before && report_.changes.empty() && is_written_for_readers(*before, file);
    if (request_.dry_run) {
      report_.outcome = same ? FetchOutcome::unchanged : FetchOutcome::would_write;
      return std::move(report_);
    }
    // The same settings keep their old bytes: the header's time alone is no change. Mode and owner
    // are put right all the same.
    ATB_ASSIGN(const auto outcome,
               files::write_atomically(request_.env_file, as_text(same ? before->bytes : file),
                                       options()));
    report_.outcome =
        outcome == files::WriteOutcome::written ? FetchOutcome::written : FetchOutcome::unchanged;
    note(secret.version_id);
    return std::move(report_);
  }

  /// The file in place instead of the secret that could not be got, or the error with its reason.
  Result<FetchReport> keep(core::Error error) {
    const auto usable = check_file_in_place();
    if (usable) {
      report_.outcome = FetchOutcome::kept;
      report_.warnings.push_back(fmt::format("{} [{}]", error.message, error.code));
      report_.warnings.push_back(fmt::format("{} of {} is kept and used until AWS answers again",
                                             request_.env_file.string(), core::to_text(*usable)));
      return std::move(report_);
    }
    error.advice += fmt::format("{}The file in place is no stand-in: {}",
                                error.advice.empty() ? "" : "\n", usable.error().message);
    return tl::unexpected<core::Error>(std::move(error));
  }

 private:
  struct InPlace {
    core::SecretBuffer bytes;
    settings::Values values;
  };

  files::WriteOptions options() const {
    files::WriteOptions wanted;
    if (request_.owner) {
      wanted.owner = request_.owner->user;
      wanted.group = request_.owner->group;
    }
    return wanted;
  }

  Result<InPlace> load() const {
    const auto owner = request_.owner ? std::optional{request_.owner->user} : std::nullopt;
    ATB_ASSIGN(auto bytes, files::read_private_file(request_.env_file, kEnvFileMax, owner));
    ATB_ASSIGN(auto values, settings::parse_env(as_text(bytes)));
    return InPlace{std::move(bytes), std::move(values)};
  }

  /// Docker takes quotes for a part of the value: the same settings with quotes are others to it.
  bool is_written_for_readers(const InPlace& before, const core::SecretBuffer& file) const {
    return request_.readers != settings::Readers::docker ||
           assignments_of(before.bytes) == assignments_of(file);
  }

  /// A file that cannot be used is replaced, with a word about it; where it may not be replaced,
  /// writing says so.
  std::optional<InPlace> read_file_in_place() {
    auto found = load();
    if (found) return std::move(*found);
    if (found.error().kind != ErrorKind::not_found)
      report_.warnings.push_back(
          fmt::format("the file in place could not be compared: {}", found.error().message));
    return std::nullopt;
  }

  /// A mistyped --env-file may name any file of the user: only what was a `.env`, or says that this
  /// program wrote it, is replaced.
  Result<void> check_replaceable() const {
    const auto text = files::read_file(request_.env_file, kEnvFileMax);
    if (!text && text.error().kind == ErrorKind::not_found) return {};
    if (text && (text->empty() || text->starts_with(kHeaderStart) || settings::parse_env(*text)))
      return {};
    return core::fail(ErrorKind::refused, "secrets.not_an_env_file",
                      fmt::format("{} is there and is no .env file: it is not replaced",
                                  request_.env_file.string()),
                      "Name the .env file with --env-file, or remove this one first.");
  }

  std::filesystem::path record_path() const { return with_suffix(request_.env_file, ".fetched"); }

  std::optional<FetchRecord> record() const {
    constexpr std::size_t kRecordMax = 4'096;
    const auto text = files::read_file(record_path(), kRecordMax);
    return text ? parse_record(*text) : std::nullopt;
  }

  /// When the file in place was last known to be right. The error's message says why it is no use.
  Result<core::Timestamp> check_file_in_place() const {
    ATB_ASSIGN(const auto found, load());
    ATB_TRY(settings::validate(found.values, {.environment = request_.target.environment}));
    ATB_ASSIGN(const auto changed, files::time_of_change(request_.env_file));
    const auto noted = record();
    const bool meant = noted && noted->file_changed == changed;
    ATB_TRY(
        check_origin(meant ? std::string_view{noted->secret_id} : origin_of(as_text(found.bytes))));
    const auto confirmed = meant ? std::max(changed, noted->confirmed) : changed;
    if (confirmed - now_ > kClockTolerance)
      return core::fail(ErrorKind::refused, "secrets.from_the_future",
                        fmt::format("it is of {}, but this machine's clock says {}: the clock is "
                                    "not set, or the file's time is wrong",
                                    core::to_text(confirmed), core::to_text(now_)));
    if (now_ - confirmed <= *request_.max_age) return confirmed;
    return core::fail(
        ErrorKind::refused, "secrets.too_old",
        fmt::format("it is of {}, older than --max-age allows", core::to_text(confirmed)));
  }

  Result<void> check_origin(std::string_view secret_id) const {
    if (secret_id == request_.target.secret_id) return {};
    return core::fail(
        ErrorKind::refused, "secrets.other_secret",
        secret_id.empty()
            ? fmt::format("neither {} nor the file's header says which secret it is from",
                          record_path().string())
            : fmt::format("it was fetched from {}", secret_id));
  }

  /// Names the secret as it was asked for, so that `keep` can tell without the record.
  std::string header_of(const aws::SecretValue& secret) const {
    return fmt::format(
        "{} Do not edit: ai-trading-bot-secrets fetch replaces them.\n"
        "secret: {}\nversion: {}\nfetched: {}",
        kHeaderStart.substr(2), request_.target.secret_id, secret.version_id, core::to_text(now_));
  }

  /// Without the record the file is as good; only its age is told by its own time.
  void note(const std::string& version_id) {
    const auto changed = files::time_of_change(request_.env_file);
    const auto written =
        changed ? files::write_atomically(
                      record_path(),
                      render({request_.target.secret_id, version_id, now_, *changed}), options())
                      .map([](auto) {})
                : tl::unexpected<core::Error>(changed.error());
    if (!written)
      report_.warnings.push_back(
          fmt::format("the time of this fetch could not be noted: {}", written.error().message));
  }

  const FetchRequest& request_;
  core::Timestamp now_;
  FetchReport report_;
};

Result<FetchReport> fetch_unlocked(const FetchRequest& request, const GetSecret& get,
                                   core::Timestamp now) {
  Fetch attempt{request, now};
  const auto secret = get();
  if (secret) return attempt.put_in_place(*secret);
  if (secret.error().kind == ErrorKind::temporary && request.max_age)
    return attempt.keep(secret.error());
  return tl::unexpected<core::Error>(secret.error());
}

}  // namespace

Result<FetchReport> fetch(const FetchRequest& request, const GetSecret& get, core::Timestamp now) {
  if (request.dry_run) return fetch_unlocked(request, get, now);
  ATB_ASSIGN(const auto lock, files::FileLock::acquire(with_suffix(request.env_file, ".lock")));
  return fetch_unlocked(request, get, now);
}

}  // namespace atb::secrets
