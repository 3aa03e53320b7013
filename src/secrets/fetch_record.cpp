#include "secrets/fetch_record.h"

#include <map>

#include <fmt/format.h>

namespace atb::secrets {

std::string render(const FetchRecord& record) {
  return fmt::format("secret: {}\nversion: {}\nconfirmed: {}\nfile_changed: {}\n", record.secret_id,
                     record.version_id, core::to_text(record.confirmed),
                     core::to_text(record.file_changed));
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
  return FetchRecord{std::string{fields["secret"]}, std::string{fields["version"]}, *confirmed,
                     *changed};
}

}  // namespace atb::secrets
