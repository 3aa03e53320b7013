#include "control/client.h"

#include <cerrno>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>

#include "control/unix_socket.h"

namespace atb::control {
namespace {

using core::ErrorKind;

tl::unexpected<core::Error> cannot_connect(int number, const std::string& path) {
  if (number == ENOENT || number == ECONNREFUSED || number == ENOTDIR)
    return core::fail(ErrorKind::not_found, "control.not_running",
                      fmt::format("no bot listens at {}", path),
                      "Start it (systemctl start ai-trading-bot), or name its control socket.");
  if (number == EACCES || number == EPERM)
    return core::fail(ErrorKind::not_authorised, "control.forbidden",
                      fmt::format("this user may not use the control socket {}", path),
                      "Run the command as the bot's user or as root.");
  return core::fail(ErrorKind::temporary, "control.no_answer",
                    fmt::format("the bot at {} cannot be reached (error {})", path, number),
                    "Look at its log: journalctl -u ai-trading-bot");
}

tl::unexpected<core::Error> no_answer(const std::string& path, std::string_view why) {
  return core::fail(ErrorKind::temporary, "control.no_answer",
                    fmt::format("the bot at {} {}", path, why),
                    "Look at its log: journalctl -u ai-trading-bot");
}

}  // namespace

core::Result<nlohmann::json> ask(const std::filesystem::path& socket, std::string_view command,
                                 core::Duration timeout) {
  const std::string& path = socket.native();
  ATB_ASSIGN(const auto address, address_of(socket));
  // Non-blocking: a listener whose queue is full must not hold us beyond the time.
  const files::Descriptor connection{
      ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
  if (::connect(connection.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
      0)
    return cannot_connect(errno, path);
  const auto peer = peer_of(connection.number());
  // Whoever could put a socket there could otherwise answer in the bot's name.
  if (const auto trusted = owner_of(socket); !peer || (*peer != 0 && peer != trusted))
    return core::fail(ErrorKind::not_authorised, "control.forbidden",
                      fmt::format("what listens at {} does not run as the socket's owner", path),
                      "Look who made it: ls -l and ss -lxp");
  if (!write_line(connection.number(), timeout, nlohmann::json{{"command", command}}.dump()))
    return no_answer(path, "takes no request");
  std::string line;
  switch (read_line(connection.number(), timeout, line)) {
    case LineOutcome::complete:
      return parse_answer(line);
    case LineOutcome::closed:
      return no_answer(path, "closed the connection without an answer");
    case LineOutcome::timed_out:
      return no_answer(path, fmt::format("did not answer within {} ms", timeout.us() / 1'000));
    case LineOutcome::too_long:
      return no_answer(path, "sent an answer without an end");
  }
  return no_answer(path, "did not answer");
}

}  // namespace atb::control
