#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/secret_json.h"
#include "core/time.h"

/// Members of a JSON answer, whatever the service made of them: one that is missing or of another
/// kind is none. Pure.
namespace atb::aws {

[[nodiscard]] std::string copy_at(const SecretJson& object, std::string_view key);
/// Seconds since the epoch, with or without a fraction (JSON 1.1).
[[nodiscard]] std::optional<core::Timestamp> time_at(const SecretJson& object, const char* key);
/// Milliseconds since the epoch (CloudWatch Logs).
[[nodiscard]] std::optional<core::Timestamp> time_ms_at(const SecretJson& object, const char* key);
[[nodiscard]] bool flag_at(const SecretJson& object, const char* key);
[[nodiscard]] std::optional<std::int64_t> count_at(const SecretJson& object, const char* key);
/// The items of a list; valid while the object lives.
[[nodiscard]] const SecretJson& list_at(const SecretJson& object, const char* key);
/// The strings of such a list.
[[nodiscard]] std::vector<std::string> texts_at(const SecretJson& object, const char* key);
/// The strings of a list.
[[nodiscard]] std::vector<std::string> texts_in(const SecretJson& list);

}  // namespace atb::aws
