#include "control/unix_socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "control/protocol.h"

namespace atb::control {
namespace {

using Clock = std::chrono::steady_clock;

Clock::time_point deadline_after(core::Duration timeout) {
  return Clock::now() + std::chrono::microseconds{timeout.us()};
}

/// True when the socket is ready (or broken: the call that follows says so) before the deadline.
bool wait_for(int socket, short events, Clock::time_point deadline) {
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left < 0) return false;
    pollfd entry{socket, events, 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(std::min<long>(left + 1, 3'600'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

}  // namespace

core::Result<sockaddr_un> address_of(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string& text = path.native();
  if (text.empty() || text.size() >= sizeof address.sun_path)
    return core::fail(
        core::ErrorKind::usage, "control.path_too_long",
        fmt::format("the control socket's path has {} bytes; the system takes 1 to {}", text.size(),
                    sizeof address.sun_path - 1),
        "Choose a shorter path.");
  std::memcpy(address.sun_path, text.data(), text.size());
  return address;
}

std::optional<uid_t> peer_of(int socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return std::nullopt;
  return peer.uid;
}

std::optional<uid_t> owner_of(const std::filesystem::path& path) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0) return std::nullopt;
  return found.st_uid;
}

LineOutcome read_line(int socket, core::Duration timeout, std::string& line) {
  const auto deadline = deadline_after(timeout);
  line.clear();
  std::array<char, 4'096> piece{};
  for (;;) {
    if (!wait_for(socket, POLLIN, deadline)) return LineOutcome::timed_out;
    const auto got = ::recv(socket, piece.data(), piece.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return LineOutcome::closed;
    line.append(piece.data(), static_cast<std::size_t>(got));
    if (const auto end = line.find('\n'); end != std::string::npos) {
      line.resize(end);
      return LineOutcome::complete;
    }
    if (line.size() > kMessageBytesMax) return LineOutcome::too_long;
  }
}

bool write_line(int socket, core::Duration timeout, std::string_view line) {
  const auto deadline = deadline_after(timeout);
  std::string text{line};
  text += '\n';
  std::string_view left{text};
  while (!left.empty()) {
    if (!wait_for(socket, POLLOUT, deadline)) return false;
    const auto put = ::send(socket, left.data(), left.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (put < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (put < 0) return false;
    left.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

}  // namespace atb::control
