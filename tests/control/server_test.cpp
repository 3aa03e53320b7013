#include "control/server.h"

#include <atomic>
#include <fstream>
#include <future>
#include <stdexcept>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "control/client.h"
#include "control/support/folder.h"
#include "control/unix_socket.h"

namespace atb::control {
namespace {

using test::Folder;

core::Result<nlohmann::json> nothing(const nlohmann::json&) {
  return nlohmann::json::object();
}

TEST(ControlServer, IsForItsUserAlone) {
  const Folder folder;
  const auto server = Server::create(folder / "s", nothing);
  ASSERT_TRUE(server.has_value());
  struct stat found {};
  ASSERT_EQ(::stat((folder / "s").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST(ControlServer, AnswersOneRequestAfterTheOther) {
  const Folder folder;
  std::atomic<int> count = 0;
  const auto server = Server::create(folder / "s", [&](const nlohmann::json&) {
    return core::Result<nlohmann::json>{{{"count", ++count}}};
  });
  for (int i = 1; i <= 20; ++i) EXPECT_EQ(ask(folder / "s", "status")->at("count"), i);
}

TEST(ControlServer, SendsErrorsAndFaultsOfItsHandler) {
  const Folder folder;
  const auto server = Server::create(
      folder / "s", [](const nlohmann::json& request) -> core::Result<nlohmann::json> {
        if (request.at("command") == "throw") throw std::runtime_error{"broken"};
        return core::fail(core::ErrorKind::settings, "settings.invalid", "STOP is wrong", "fix it");
      });
  EXPECT_EQ(ask(folder / "s", "reload").error().code, "settings.invalid");
  EXPECT_EQ(ask(folder / "s", "reload").error().kind, core::ErrorKind::settings);
  EXPECT_EQ(ask(folder / "s", "throw").error().message, "broken");
}

TEST(ControlServer, RefusesAPathWhereAnotherListens) {
  const Folder folder;
  const auto first = Server::create(folder / "s", nothing);
  const auto second = Server::create(folder / "s", nothing);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, "control.in_use");
  EXPECT_EQ(second.error().kind, core::ErrorKind::refused);
  EXPECT_TRUE(ask(folder / "s", "status").has_value());
}

TEST(ControlServer, ReplacesTheSocketOfABotThatIsGoneAndRemovesItsOwn) {
  const Folder folder;
  {
    const files::Descriptor dead{::socket(AF_UNIX, SOCK_STREAM, 0)};
    const auto address = address_of(folder / "s");
    ASSERT_EQ(::bind(dead.number(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address),
              0);
  }
  {
    const auto server = Server::create(folder / "s", nothing);
    ASSERT_TRUE(server.has_value());
    EXPECT_TRUE(ask(folder / "s", "status").has_value());
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "s"));
}

TEST(ControlServer, LeavesAFileThatIsNoSocket) {
  const Folder folder;
  std::ofstream{folder / "s"} << "mine";
  EXPECT_EQ(Server::create(folder / "s", nothing).error().code, "control.listen_failed");
  EXPECT_EQ(std::filesystem::file_size(folder / "s"), 4U);
}

TEST(ControlServer, AnswersARequestThatIsNone) {
  const Folder folder;
  const auto server = Server::create(folder / "s", nothing);
  const files::Descriptor raw{::socket(AF_UNIX, SOCK_STREAM, 0)};
  const auto address = address_of(folder / "s");
  ASSERT_EQ(::connect(raw.number(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address),
            0);
  ASSERT_TRUE(write_line(raw.number(), core::Duration::seconds(1), "hello"));
  std::string line;
  ASSERT_EQ(read_line(raw.number(), core::Duration::seconds(5), line), LineOutcome::complete);
  EXPECT_EQ(parse_answer(line).error().code, "control.request_malformed");
}

/// Sets a soft limit of descriptors and takes them all; gives everything back.
class NoDescriptors {
 public:
  NoDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    auto few = before_;
    few.rlim_cur = 128;
    ::setrlimit(RLIMIT_NOFILE, &few);
    for (;;) {
      files::Descriptor taken{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
      if (!taken.is_open()) break;
      taken_.push_back(std::move(taken));
    }
  }
  ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  rlimit before_{};
  std::vector<files::Descriptor> taken_;
};

/// What a client gets that has its descriptor already.
core::Result<nlohmann::json> answer_to(const files::Descriptor& client,
                                       const std::filesystem::path& path) {
  const auto address = address_of(path);
  EXPECT_EQ(
      ::connect(client.number(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address), 0);
  std::string line;
  EXPECT_EQ(read_line(client.number(), core::Duration::seconds(5), line), LineOutcome::complete);
  return parse_answer(line);
}

TEST(ControlServer, TurnsClientsAwayWithoutDescriptorsSaysSoOnceAndGoesOn) {
  const Folder folder;
  std::atomic<int> told = 0;
  const auto server = Server::create(folder / "s", nothing, [&](const core::Error& error) {
    EXPECT_EQ(error.code, "control.busy");
    ++told;
  });
  ASSERT_TRUE(server.has_value());
  {
    const files::Descriptor first{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const files::Descriptor second{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const NoDescriptors none;
    for (const auto* client : {&first, &second}) {
      const auto answer = answer_to(*client, folder / "s");
      ASSERT_FALSE(answer.has_value());
      EXPECT_EQ(answer.error().code, "control.busy");
      EXPECT_EQ(answer.error().kind, core::ErrorKind::temporary);
    }
  }
  EXPECT_TRUE(ask(folder / "s", "status").has_value());
  EXPECT_EQ(told, 1);
}

/// Ends what listens at the path, as an unforeseen fault of the machine would.
void shut_listener(const std::filesystem::path& path) {
  for (int number = 3; number < 1'024; ++number) {
    sockaddr_un address{};
    socklen_t size = sizeof address;
    int listens = 0;
    socklen_t length = sizeof listens;
    if (::getsockname(number, reinterpret_cast<sockaddr*>(&address), &size) == 0 &&
        path.native() == address.sun_path &&
        ::getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens == 1)
      ::shutdown(number, SHUT_RDWR);
  }
}

TEST(ControlServer, ThatCannotListenAnyMoreSaysSoAndTakesItsSocketAway) {
  const Folder folder;
  std::promise<std::string> told;
  const auto server = Server::create(folder / "s", nothing,
                                     [&](const core::Error& error) { told.set_value(error.code); });
  ASSERT_TRUE(ask(folder / "s", "status").has_value());
  shut_listener(folder / "s");
  EXPECT_EQ(told.get_future().get(), "control.broken");
  EXPECT_EQ(ask(folder / "s", "status").error().code, "control.not_running");
}

}  // namespace
}  // namespace atb::control
