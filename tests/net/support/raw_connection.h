#pragma once

#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace atb::net::test {

/// A raw connection: what a client writes, and everything up to the close that comes back.
class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port) : socket_{socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error{"no connection"};
  }
  ~RawConnection() { close(socket_); }
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  void write(std::string_view text) const {
    (void)send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
  }
  /// Reads until `end` has been seen (empty: never) or the peer closes.
  [[nodiscard]] std::string read_until(std::string_view end) const {
    std::string text;
    char byte = 0;
    while ((end.empty() || text.find(end) == std::string::npos) && recv(socket_, &byte, 1, 0) == 1)
      text += byte;
    return text;
  }
  [[nodiscard]] std::string read_all() const { return read_until({}); }
  /// Nothing has come, and the peer has not closed.
  [[nodiscard]] bool is_open_and_silent() const {
    char byte = 0;
    return recv(socket_, &byte, 1, MSG_DONTWAIT) == -1 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }
  /// After the peer ended it: errno of a read, 0 for an orderly end.
  [[nodiscard]] int end() const {
    char byte = 0;
    return recv(socket_, &byte, 1, 0) < 0 ? errno : 0;
  }

 private:
  int socket_;
};

}  // namespace atb::net::test
