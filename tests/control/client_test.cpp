#include "control/client.h"

#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>

#include "control/server.h"
#include "control/support/folder.h"
#include "control/unix_socket.h"

namespace atb::control {
namespace {

using test::Folder;

/// Accepts one connection and does with it what the test wants.
class OddServer {
 public:
  template <class Behaviour>
  OddServer(const std::filesystem::path& path, Behaviour behaviour)
      : socket_{::socket(AF_UNIX, SOCK_STREAM, 0)} {
    const auto address = address_of(path);
    EXPECT_EQ(
        ::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address), 0);
    EXPECT_EQ(::listen(socket_.number(), 1), 0);
    thread_ = std::thread{[this, behaviour] {
      const files::Descriptor connection{::accept(socket_.number(), nullptr, nullptr)};
      std::string line;
      (void)read_line(connection.number(), core::Duration::seconds(5), line);
      behaviour(connection.number());
    }};
  }
  ~OddServer() { thread_.join(); }
  OddServer(const OddServer&) = delete;
  OddServer& operator=(const OddServer&) = delete;

 private:
  files::Descriptor socket_;
  std::thread thread_;
};

TEST(ControlClient, GetsTheAnswerOfTheBot) {
  const Folder folder;
  const auto server = Server::create(folder / "s", [](const nlohmann::json& request) {
    return core::Result<nlohmann::json>{{{"heard", request.at("command")}}};
  });
  ASSERT_TRUE(server.has_value());
  EXPECT_EQ(ask(folder / "s", "reload")->at("heard"), "reload");
}

TEST(ControlClient, SaysWhenNoBotRuns) {
  const Folder folder;
  EXPECT_EQ(ask(folder / "s", "status").error().code, "control.not_running");
  EXPECT_EQ(ask(folder / "s", "status").error().kind, core::ErrorKind::not_found);
  std::ofstream{folder / "plain"} << "no socket";
  EXPECT_EQ(ask(folder / "plain", "status").error().code, "control.not_running");
}

TEST(ControlClient, SaysWhenTheBotGoesAwayOrStaysSilent) {
  const Folder folder;
  {
    const OddServer closing{folder / "closing", [](int) {}};
    EXPECT_EQ(ask(folder / "closing", "status").error().code, "control.no_answer");
  }
  const OddServer silent{folder / "silent", [](int connection) {
                           std::string line;
                           (void)read_line(connection, core::Duration::seconds(5), line);
                         }};
  const auto answer = ask(folder / "silent", "status", core::Duration::milliseconds(30));
  EXPECT_EQ(answer.error().code, "control.no_answer");
  EXPECT_EQ(answer.error().kind, core::ErrorKind::temporary);
}

TEST(ControlClient, StopsReadingAnAnswerWithoutAnEnd) {
  const Folder folder;
  const OddServer endless{folder / "s", [](int connection) {
                            const std::string much(kMessageBytesMax + 1'000, 'x');
                            (void)::send(connection, much.data(), much.size(), MSG_NOSIGNAL);
                          }};
  EXPECT_NE(ask(folder / "s", "status").error().message.find("without an end"), std::string::npos);
}

TEST(ControlClient, RefusesAPathThatTheSystemCannotHold) {
  EXPECT_EQ(ask(std::string(200, 'x'), "status").error().code, "control.path_too_long");
}

}  // namespace
}  // namespace atb::control
