#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>
#include <sys/un.h>

#include "core/error.h"
#include "core/time.h"
#include "files/descriptor.h"

/// What client and server of the control socket share.
namespace atb::control {

/// @error control.path_too_long (usage)  the kernel takes 107 bytes
[[nodiscard]] core::Result<sockaddr_un> address_of(const std::filesystem::path& path);

/// The user at the other end, as the kernel knows it.
[[nodiscard]] std::optional<uid_t> peer_of(int socket);

/// The owner of the socket's file; nothing when there is none.
[[nodiscard]] std::optional<uid_t> owner_of(const std::filesystem::path& path);

/// What became of one wait for a line.
enum class LineOutcome { complete, closed, timed_out, too_long };

/// Reads up to a line end (left out) within the time, at most kMessageBytesMax bytes.
[[nodiscard]] LineOutcome read_line(int socket, core::Duration timeout, std::string& line);

/// Writes the line and its end within the time. False: the peer went or takes nothing.
[[nodiscard]] bool write_line(int socket, core::Duration timeout, std::string_view line);

}  // namespace atb::control
