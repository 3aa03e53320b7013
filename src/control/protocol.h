#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"

/// The bot's local control: one JSON object and a line end each way over a Unix socket, then the
/// connection closes. A request names its "command"; an answer has "ok": true and the fields of the
/// command, or "ok": false and "error": {kind, code, message, advice}.
///
///   status   → mode, environment, pair, state, healthy, settings_version, …
///   reload   → settings_version, changed[], needs_restart[]
namespace atb::control {

/// Where the bot of the package listens; mode 0600, of the bot's user.
inline constexpr std::string_view kDefaultSocket = "/run/ai-trading-bot/control.sock";
inline constexpr std::size_t kMessageBytesMax = 262'144;

/// The line (without its end) of an answer that holds these fields.
/// @param fields  an object
[[nodiscard]] std::string render_answer(const nlohmann::json& fields);

/// The line (without its end) of an answer that is an error.
[[nodiscard]] std::string render_error(const core::Error& error);

/// An answer's fields, or the error that it carries.
/// @error control.malformed (internal); the sender's own error otherwise
[[nodiscard]] core::Result<nlohmann::json> parse_answer(std::string_view line);

/// A request with its "command". @error control.request_malformed (usage)
[[nodiscard]] core::Result<nlohmann::json> parse_request(std::string_view line);

}  // namespace atb::control
