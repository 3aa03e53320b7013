#include "control/server.h"

#include <array>
#include <cerrno>
#include <exception>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "control/protocol.h"
#include "control/unix_socket.h"

namespace atb::control {
namespace {

using core::ErrorKind;

constexpr auto kPatience = core::Duration::seconds(5);

tl::unexpected<core::Error> listen_failed(const std::filesystem::path& path, int number) {
  return core::fail(
      ErrorKind::internal, "control.listen_failed",
      fmt::format("no control socket can be made at {} (error {})", path.native(), number),
      "Check that the folder exists and that this user may write there.");
}

bool is_unix_socket(const std::filesystem::path& path) {
  struct stat found {};
  return ::lstat(path.c_str(), &found) == 0 && S_ISSOCK(found.st_mode);
}

bool somebody_listens(const sockaddr_un& address) {
  const files::Descriptor probe{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
  return ::connect(probe.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
             0 ||
         errno == EAGAIN;
}

core::Result<files::Descriptor> listen_at(const std::filesystem::path& path) {
  ATB_ASSIGN(const auto address, address_of(path));
  if (is_unix_socket(path)) {
    if (somebody_listens(address))
      return core::fail(ErrorKind::refused, "control.in_use",
                        fmt::format("another bot listens at {}", path.native()),
                        "Stop it first, or give this one a control socket of its own.");
    ::unlink(path.c_str());
  }
  files::Descriptor socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
  constexpr int kWaitingMax = 16;
  // Nobody can connect before `listen`, so the mode is right from the first moment on.
  if (::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0 || ::listen(socket.number(), kWaitingMax) != 0)
    return listen_failed(path, errno);
  return socket;
}

std::string answer_to(const std::string& line, const Handler& handler) {
  const auto request = parse_request(line);
  if (!request) return render_error(request.error());
  try {
    const auto answer = handler(*request);
    return answer ? render_answer(*answer) : render_error(answer.error());
  } catch (const std::exception& fault) {
    return render_error({ErrorKind::internal, "internal", fault.what(), ""});
  }
}

void serve(int connection, const Handler& handler) {
  const auto peer = peer_of(connection);
  if (!peer || (*peer != 0 && *peer != ::geteuid())) return;
  std::string line;
  if (read_line(connection, kPatience, line) != LineOutcome::complete) return;
  (void)write_line(connection, kPatience, answer_to(line, handler));
}

}  // namespace

struct Server::State {
  std::filesystem::path path;
  Handler handler;
  OnTrouble on_trouble;
  files::Descriptor socket;
  files::Descriptor ending{::eventfd(0, EFD_CLOEXEC)};
  /// Given up for a moment to turn a client away when there is no other descriptor left.
  files::Descriptor spare{::eventfd(0, EFD_CLOEXEC)};
  bool is_troubled = false;
  std::thread thread;

  void run() {
    while (wait_for_client()) {
      const files::Descriptor connection{accept_one()};
      if (connection.is_open()) {
        is_troubled = false;
        serve(connection.number(), handler);
      } else if (!is_passing(errno)) {
        turn_away(errno);
      }
    }
  }

 private:
  [[nodiscard]] files::Descriptor accept_one() const {
    return files::Descriptor{
        ::accept4(socket.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)};
  }

  /// The client went before it was served, or a signal came.
  static bool is_passing(int number) {
    return number == EAGAIN || number == EINTR || number == ECONNABORTED;
  }

  /// @return  false: the end was asked for, or it cannot listen any more
  bool wait_for_client() {
    for (;;) {
      std::array<pollfd, 2> waiting{pollfd{socket.number(), POLLIN, 0},
                                    pollfd{ending.number(), POLLIN, 0}};
      const int ready = ::poll(waiting.data(), waiting.size(), -1);
      if (ready < 0 && errno == EINTR) continue;
      if (ready > 0 && waiting[1].revents != 0) return false;
      if (ready > 0 && (waiting[0].revents & (POLLERR | POLLHUP | POLLNVAL)) == 0) return true;
      stop_listening(ready < 0 ? errno : EBADF);
      return false;
    }
  }

  void tell(const core::Error& error) {
    if (!is_troubled && on_trouble) on_trouble(error);
    is_troubled = true;
  }

  /// The client waits in the queue and poll would return at once, for ever: it gets an answer, or
  /// the next look waits a little.
  void turn_away(int number) {
    const core::Error busy{ErrorKind::temporary, "control.busy",
                           fmt::format("the control socket {} cannot take a connection (error {})",
                                       path.native(), number),
                           "Close what holds too many files, or raise LimitNOFILE of the service."};
    tell(busy);
    spare = files::Descriptor{};
    if (const files::Descriptor connection{accept_one()}; connection.is_open())
      (void)write_line(connection.number(), kPatience, render_error(busy));
    else
      rest();
    spare = files::Descriptor{::eventfd(0, EFD_CLOEXEC)};
  }

  void rest() const {
    constexpr int kRestMs = 200;
    pollfd waiting{ending.number(), POLLIN, 0};
    (void)::poll(&waiting, 1, kRestMs);
  }

  /// Who asks now is told that nothing listens, instead of waiting for an answer.
  void stop_listening(int number) {
    socket = files::Descriptor{};
    ::unlink(path.c_str());
    is_troubled = false;
    tell({ErrorKind::internal, "control.broken",
          fmt::format("the control socket {} is closed: it cannot be waited on (error {})",
                      path.native(), number),
          "Restart the bot at a quiet moment: it trades on, but hears no command."});
  }
};

core::Result<std::unique_ptr<Server>> Server::create(std::filesystem::path path, Handler handler,
                                                     OnTrouble on_trouble) {
  auto state = std::make_unique<State>();
  ATB_ASSIGN(state->socket, listen_at(path));
  state->path = std::move(path);
  state->handler = std::move(handler);
  state->on_trouble = std::move(on_trouble);
  state->thread = std::thread{[raw = state.get()] { raw->run(); }};
  return std::unique_ptr<Server>{new Server{std::move(state)}};
}

Server::Server(std::unique_ptr<State> state) : state_{std::move(state)} {}

Server::~Server() {
  const std::uint64_t one = 1;
  (void)!::write(state_->ending.number(), &one, sizeof one);
  state_->thread.join();
  // After a breakdown another bot may listen there.
  if (state_->socket.is_open()) ::unlink(state_->path.c_str());
}

}  // namespace atb::control
