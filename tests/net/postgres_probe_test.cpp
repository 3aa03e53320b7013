#include "net/postgres_probe.h"

#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace atb::net {
namespace {

/// Answers one connection with one byte, after it has read the eight of the request.
class OneByteServer {
 public:
  explicit OneByteServer(char answer) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(socket_, 1), 0);
    EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port = ntohs(address.sin_port);
    thread_ = std::thread{[this, answer] {
      const int peer = ::accept(socket_, nullptr, nullptr);
      char request[8];
      EXPECT_EQ(::recv(peer, request, sizeof request, MSG_WAITALL), 8);
      (void)::send(peer, &answer, 1, MSG_NOSIGNAL);
      ::close(peer);
    }};
  }
  ~OneByteServer() {
    thread_.join();
    ::close(socket_);
  }
  OneByteServer(const OneByteServer&) = delete;
  OneByteServer& operator=(const OneByteServer&) = delete;
  std::uint16_t port = 0;

 private:
  int socket_;
  std::thread thread_;
};

TEST(PostgresProbe, TellsWhetherTheServerOffersTls) {
  const OneByteServer with{'S'};
  EXPECT_TRUE(ask_postgres("127.0.0.1", with.port)->offers_tls);
  const OneByteServer without{'N'};
  EXPECT_FALSE(ask_postgres("127.0.0.1", without.port)->offers_tls);
}

TEST(PostgresProbe, SaysWhenSomethingElseAnswers) {
  const OneByteServer web{'H'};
  EXPECT_EQ(ask_postgres("127.0.0.1", web.port).error().code, "net.not_postgres");
}

TEST(PostgresProbe, SaysWhenNothingListensOrTheNameIsUnknown) {
  std::uint16_t port = 0;
  {
    const OneByteServer gone{'N'};
    port = gone.port;
    (void)ask_postgres("127.0.0.1", port);
  }
  EXPECT_EQ(ask_postgres("127.0.0.1", port).error().code, "net.connect_failed");
  EXPECT_EQ(ask_postgres("a..b", 5432).error().code, "net.resolve_failed");
}

}  // namespace
}  // namespace atb::net
