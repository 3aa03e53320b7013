#include "control/server.h"

#include <atomic>
#include <fstream>
#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
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

}  // namespace
}  // namespace atb::control
