#include "secrets/fetch/fetch_record.h"

#include <map>

#include <fmt/format.h>

#include "files/atomic_write.h"
#include "files/read.h"

namespace atb::secrets {

std::string render(const FetchRecord& record) {
  auto text = fmt::format("secret: {}\nversion: {}\nconfirmed: {}\nfile_changed: {}\n",
                          record.secret_id, record.version_id, core::to_text(record.confirmed),
                          core::to_text(record.file_changed));
  if (record.bot_told) text += fmt::format("bot_told: {}\n", core::to_text(*record.bot_told));
  return text;
}

std::optional<FetchRecord> parse_record(std::string_view text) {
  std::map<std::string_view, std::string_view> fields;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    constexpr std::string_view kSeparator = ": ";
    const auto at = line.find(kSeparator);
    if (at != std::string_view::npos) fields[line.substr(0, at)] = line.substr(at + 2);
  }
  const auto confirmed = core::parse_timestamp(fields["confirmed"]);
  const auto changed = core::parse_timestamp(fields["file_changed"]);
  if (!confirmed || !changed || fields["secret"].empty()) return std::nullopt;
  FetchRecord record{std::string{fields["secret"]}, std::string{fields["version"]}, *confirmed,
                     *changed};
  if (const auto told = core::parse_timestamp(fields["bot_told"])) record.bot_told = *told;
  return record;
}

std::filesystem::path record_path(const std::filesystem::path& env_file) {
  auto path = env_file;
  path += ".fetched";
  return path;
}

std::optional<FetchRecord> read_record(const std::filesystem::path& env_file) {
  constexpr std::size_t kRecordMax = 4'096;
  const auto text = files::read_file(record_path(env_file), kRecordMax);
  return text ? parse_record(*text) : std::nullopt;
}

core::Result<void> write_record(const std::filesystem::path& env_file, const FetchRecord& record,
                                files::WriteOptions options) {
  options.durable = false;  // without it the file's own time and header tell
  ATB_TRY(files::write_atomically(record_path(env_file), render(record), options));
  return {};
}

}  // namespace atb::secrets
