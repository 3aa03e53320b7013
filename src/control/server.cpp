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
  files::Descriptor socket;
  files::Descriptor ending{::eventfd(0, EFD_CLOEXEC)};
  std::thread thread;

  void run() const {
    for (;;) {
      std::array<pollfd, 2> waiting{pollfd{socket.number(), POLLIN, 0},
                                    pollfd{ending.number(), POLLIN, 0}};
      if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
      if (waiting[1].revents != 0) return;
      const files::Descriptor connection{
          ::accept4(socket.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)};
      if (connection.is_open()) serve(connection.number(), handler);
    }
  }
};

core::Result<std::unique_ptr<Server>> Server::create(std::filesystem::path path, Handler handler) {
  auto state = std::make_unique<State>();
  ATB_ASSIGN(state->socket, listen_at(path));
  state->path = std::move(path);
  state->handler = std::move(handler);
  state->thread = std::thread{[raw = state.get()] { raw->run(); }};
  return std::unique_ptr<Server>{new Server{std::move(state)}};
}

Server::Server(std::unique_ptr<State> state) : state_{std::move(state)} {}

Server::~Server() {
  const std::uint64_t one = 1;
  (void)!::write(state_->ending.number(), &one, sizeof one);
  state_->thread.join();
  ::unlink(state_->path.c_str());
}

}  // namespace atb::control
