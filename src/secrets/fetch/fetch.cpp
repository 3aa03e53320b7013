#include "secrets/fetch/fetch.h"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "files/atomic_write.h"
#include "files/lock.h"
#include "files/read.h"
#include "secrets/checked_values.h"
#include "secrets/fetch/fetch_in_place.h"
#include "secrets/fetch/fetch_origin.h"
#include "secrets/fetch/fetch_record.h"
#include "settings/settings.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

std::string_view as_text(const core::SecretBuffer& bytes) {
  return {bytes.data(), bytes.size()};
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
    ATB_TRY(check_origin(before));
    const settings::Values nothing;
    report_.changes = settings::difference(before ? before->values : nothing, checked.values);
    const bool same = before && report_.changes.empty() && is_written_for_readers(*before, file) &&
                      origin_of(as_text(before->bytes)) == request_.target.secret_id;
    if (request_.dry_run) {
      ATB_TRY(files::check_target(request_.env_file, options()));
      report_.outcome = same ? FetchOutcome::unchanged : FetchOutcome::would_write;
      return std::move(report_);
    }
    // The same settings keep their old bytes: the header's version and time alone are no change.
    ATB_TRY(put(same ? before->bytes : file));
    if (request_.pinned.empty()) note(secret.version_id, now_);
    return std::move(report_);
  }

  /// The file in place when AWS confirmed it a moment ago; nothing when AWS is to be asked.
  std::optional<FetchReport> reuse() {
    const auto noted = read_record(request_.env_file);
    if (!noted || noted->secret_id != request_.target.secret_id) return std::nullopt;
    const auto age = now_ - noted->confirmed;
    if (age < core::Duration{} || age >= *request_.min_interval) return std::nullopt;
    const auto changed = files::time_of_change(request_.env_file);
    if (!changed || *changed != noted->file_changed) return std::nullopt;
    const auto found = load_in_place(request_.env_file, owner());
    if (!found || !settings::validate(found->values, {.environment = request_.target.environment}))
      return std::nullopt;
    const auto file = settings::render_env(found->values, "", request_.readers);
    if (!file || !is_written_for_readers(*found, *file) || !put(found->bytes)) return std::nullopt;
    if (report_.outcome == FetchOutcome::written) note(noted->version_id, noted->confirmed);
    report_.outcome = FetchOutcome::recent;
    report_.version_id = noted->version_id;
    report_.not_for_docker = settings::not_for_docker(found->values);
    return std::move(report_);
  }

  /// The file in place instead of the secret that could not be got, or the error with its reason.
  Result<FetchReport> keep(core::Error error) {
    const auto confirmed = check_age();
    if (confirmed) {
      report_.outcome = FetchOutcome::kept;
      report_.warnings.push_back(fmt::format("{} [{}]", error.message, error.code));
      report_.warnings.push_back(fmt::format("{} of {} is kept and used until AWS answers again",
                                             request_.env_file.string(),
                                             core::to_text(*confirmed)));
      return std::move(report_);
    }
    error.advice += fmt::format("{}The file in place is no stand-in: {}",
                                error.advice.empty() ? "" : "\n", confirmed.error().message);
    return tl::unexpected<core::Error>(std::move(error));
  }

 private:
  files::WriteOptions options() const {
    files::WriteOptions wanted;
    wanted.owner = owner();
    if (request_.owner) wanted.group = request_.owner->group;
    return wanted;
  }

  std::optional<uid_t> owner() const {
    return request_.owner ? std::optional{request_.owner->user} : std::nullopt;
  }

  /// Docker takes quotes for a part of the value: the same settings with quotes are others to it.
  bool is_written_for_readers(const InPlace& before, const core::SecretBuffer& file) const {
    return request_.readers != settings::Readers::docker ||
           assignments_of(before.bytes) == assignments_of(file);
  }

  /// A file that cannot be used is replaced, with a word about it; where it may not be replaced,
  /// writing says so.
  std::optional<InPlace> read_file_in_place() {
    auto found = load_in_place(request_.env_file, owner());
    if (found) return std::move(*found);
    if (found.error().kind != ErrorKind::not_found)
      report_.warnings.push_back(
          fmt::format("the file in place could not be compared: {}", found.error().message));
    if (found.error().code == "files.exposed")
      report_.warnings.push_back(
          fmt::format("others may have read the keys in {}: treat them as known and change them: "
                      "ai-trading-bot-secrets rotate",
                      request_.env_file.string()));
    return std::nullopt;
  }

  /// Also of a file that cannot be used otherwise, as one that others can read.
  Result<void> check_origin(const std::optional<InPlace>& before) const {
    const auto& path = request_.env_file;
    const auto& target = request_.target;
    if (before) {
      if (request_.replace_other) return {};
      return check_same_origin({path, as_text(before->bytes), &before->values}, target);
    }
    ATB_ASSIGN(const auto bytes, check_replaceable(path));
    if (request_.replace_other || bytes.empty()) return {};
    const auto values = settings::parse_env(as_text(bytes));
    return check_same_origin({path, as_text(bytes), values ? &*values : nullptr}, target);
  }

  /// Mode and owner are put right also where the bytes are there already.
  Result<void> put(const core::SecretBuffer& file) {
    ATB_ASSIGN(const auto outcome,
               files::write_atomically(request_.env_file, as_text(file), options()));
    report_.outcome =
        outcome == files::WriteOutcome::written ? FetchOutcome::written : FetchOutcome::unchanged;
    return {};
  }

  Result<core::Timestamp> check_age() const {
    ATB_ASSIGN(const auto confirmed,
               time_of_confirmation(request_.env_file, owner(), request_.target, now_));
    if (now_ - confirmed <= *request_.max_age) return confirmed;
    return core::fail(
        ErrorKind::refused, "secrets.too_old",
        fmt::format("it is of {}, older than --max-age allows", core::to_text(confirmed)));
  }

  /// Names the secret as it was asked for, so that `keep` can tell without the record.
  std::string header_of(const aws::SecretValue& secret) const {
    return fmt::format(
        "{} Do not edit: ai-trading-bot-secrets fetch replaces them.\n"
        "secret: {}\nversion: {}\nfetched: {}{}",
        kHeaderStart.substr(2), request_.target.secret_id, secret.version_id, core::to_text(now_),
        request_.pinned.empty() ? "" : fmt::format("\npinned: {}", request_.pinned));
  }

  /// Without the record the file is as good; only its age is told by its own time.
  void note(const std::string& version_id, core::Timestamp confirmed) {
    const auto written = write_note(version_id, confirmed);
    if (!written)
      report_.warnings.push_back(
          fmt::format("the time of this fetch could not be noted: {}", written.error().message));
  }

  Result<void> write_note(const std::string& version_id, core::Timestamp confirmed) const {
    ATB_ASSIGN(const auto changed, files::time_of_change(request_.env_file));
    const auto before = read_record(request_.env_file);
    return write_record(request_.env_file,
                        {request_.target.secret_id, version_id, confirmed, changed,
                         before ? before->bot_told : std::nullopt},
                        options());
  }

  const FetchRequest& request_;
  core::Timestamp now_;
  FetchReport report_;
};

Result<FetchReport> fetch_unlocked(const FetchRequest& request, const GetSecret& get,
                                   core::Timestamp now) {
  if (request.min_interval && !request.dry_run) {
    if (auto recent = Fetch{request, now}.reuse()) return std::move(*recent);
  }
  Fetch attempt{request, now};
  const auto secret = get();
  if (secret) return attempt.put_in_place(*secret);
  if (secret.error().kind == ErrorKind::temporary && request.max_age)
    return attempt.keep(secret.error());
  return tl::unexpected<core::Error>(secret.error());
}

}  // namespace

std::filesystem::path lock_path(const std::filesystem::path& env_file) {
  auto path = env_file;
  path += ".lock";
  return path;
}

Result<FetchReport> fetch(const FetchRequest& request, const GetSecret& get, core::Timestamp now) {
  if (request.dry_run) return fetch_unlocked(request, get, now);
  ATB_ASSIGN(auto lock, files::FileLock::acquire(lock_path(request.env_file), request.owner));
  auto report = fetch_unlocked(request, get, now);
  std::error_code ignored;
  if (!report && !std::filesystem::exists(request.env_file, ignored)) std::move(lock).discard();
  return report;
}

}  // namespace atb::secrets
