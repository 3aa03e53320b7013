#include "net/postgres_probe.h"

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/http.h"

namespace atb::net {
namespace {

using core::ErrorKind;

struct Close {
  explicit Close(int socket) : number{socket} {}
  ~Close() {
    if (number >= 0) ::close(number);
  }
  Close(const Close&) = delete;
  Close& operator=(const Close&) = delete;
  int number;
};

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

bool ready(int socket, short events, core::Duration timeout) {
  pollfd entry{socket, events, 0};
  return ::poll(&entry, 1, static_cast<int>(timeout.us() / 1'000)) == 1;
}

/// errno of the attempt, 0 when it is connected.
int connect_to(int socket, const addrinfo& address, core::Duration timeout) {
  if (::connect(socket, address.ai_addr, address.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  if (!ready(socket, POLLOUT, timeout)) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  (void)::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
  return error;
}

core::Result<PostgresAnswer> ask(int socket, const std::string& place, core::Duration timeout) {
  // Length 8 and the code 80877103, both big-endian.
  constexpr std::array<unsigned char, 8> kSslRequest{0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f};
  char answer = 0;
  if (::send(socket, kSslRequest.data(), kSslRequest.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(kSslRequest.size()) &&
      ready(socket, POLLIN, timeout) && ::recv(socket, &answer, 1, 0) == 1 &&
      (answer == 'S' || answer == 'N'))
    return PostgresAnswer{answer == 'S'};
  return core::fail(ErrorKind::settings, "net.not_postgres",
                    fmt::format("what listens at {} does not speak PostgreSQL", place),
                    "Check host and port of DATABASE_URL.");
}

}  // namespace

core::Result<PostgresAnswer> ask_postgres(const std::string& host, std::uint16_t port,
                                          core::Duration timeout) {
  const std::string place = fmt::format("{}:{}", host, port);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list) != 0)
    return core::fail(ErrorKind::temporary, codes::kResolveFailed,
                      fmt::format("the name {} of the database server is not known", host),
                      "Check the host of DATABASE_URL and this machine's DNS.");
  const std::unique_ptr<addrinfo, FreeAddresses> addresses{list};
  int failure = 0;
  for (const addrinfo* at = list; at != nullptr; at = at->ai_next) {
    const Close socket{::socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    if (socket.number < 0) {
      failure = errno;
      continue;
    }
    failure = connect_to(socket.number, *at, timeout);
    if (failure == 0) return ask(socket.number, place, timeout);
  }
  if (failure == ETIMEDOUT)
    return core::fail(ErrorKind::temporary, codes::kConnectTimeout,
                      fmt::format("the database server {} does not answer", place),
                      "A security group or firewall may drop the packets: allow this machine.");
  return core::fail(ErrorKind::temporary, codes::kConnectFailed,
                    failure == ECONNREFUSED
                        ? fmt::format("nothing listens at {}", place)
                        : fmt::format("the database server {} cannot be reached: {}", place,
                                      std::generic_category().message(failure)),
                    "Start PostgreSQL, or correct host and port of DATABASE_URL.");
}

}  // namespace atb::net
