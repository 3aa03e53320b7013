#pragma once

#include <filesystem>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "control/protocol.h"
#include "core/error.h"
#include "core/time.h"

namespace atb::control {

/// Asks the running bot and waits for its answer.
/// @param command  such as "status" or "reload"
/// @error control.not_running (not_found)       nothing listens at the path
///        control.forbidden (not_authorised)    the socket is of another user
///        control.no_answer (temporary)         nothing came within the time
///        parse_answer
[[nodiscard]] core::Result<nlohmann::json> ask(const std::filesystem::path& socket,
                                               std::string_view command,
                                               core::Duration timeout = core::Duration::seconds(5));

}  // namespace atb::control
