#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"

namespace atb::secrets {

/// What is noted beside a `.env` ("<file>.fetched") after each fetch, because a file whose settings
/// did not change is not touched: its own time says when they last changed, this one when AWS last
/// confirmed them. Holds no value.
struct FetchRecord {
  std::string secret_id;         ///< as it was asked for
  std::string version_id;        ///< of the secret
  core::Timestamp confirmed;     ///< of the last fetch
  core::Timestamp file_changed;  ///< the file's time then; a file with another one is not meant
};

/// Four lines "name: value".
[[nodiscard]] std::string render(const FetchRecord& record);
/// Nothing when the text is not a record.
[[nodiscard]] std::optional<FetchRecord> parse_record(std::string_view text);

}  // namespace atb::secrets
