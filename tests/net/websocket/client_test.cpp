#include "net/websocket/client.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "net/http.h"
#include "net/support/certificates.h"
#include "net/support/loop_world.h"

namespace atb::net {
namespace {

using core::Duration;
using test::WebSocketWorld;

TEST(WebSocketClient, SendsAndHearsTextWithTheHeadersAndTargetOfItsOptions) {
  WebSocketWorld world;
  world.client_ears.opened = [&] { EXPECT_TRUE(world.client->send("question")); };
  world.server_ears->text = [&](std::string_view) { EXPECT_TRUE(world.peer.send("answer")); };
  world.client_ears.text = [&](std::string_view) { world.client->close(); };
  auto options = world.to("/stream?streams=a/b");
  options.headers.add("X-Test", "1");

  ASSERT_TRUE(world.run(options));

  EXPECT_EQ(world.server_ears->texts, std::vector<std::string>{"question"});
  EXPECT_EQ(world.client_ears.texts, std::vector<std::string>{"answer"});
  EXPECT_EQ(world.upgrade.target, "/stream?streams=a/b");
  EXPECT_EQ(world.upgrade.headers.find("x-test"), "1");
  EXPECT_FALSE(world.upgrade.headers.contains("Sec-WebSocket-Extensions"));
  EXPECT_TRUE(world.upgrade.remote_address.starts_with("127.0.0.1:"));
}

TEST(WebSocketClient, TellsTheEndOfAnOrderlyCloseToBothSidesOnce) {
  WebSocketWorld world;
  world.client_ears.opened = [&] { world.client->close(close_codes::kGoingAway, "bye"); };
  world.server_ears->closed = [](const WebSocketEnd&) {};
  ASSERT_TRUE(world.run());
  ASSERT_EQ(world.server_ears->ends.size(), 1U);
  EXPECT_EQ(world.server_ears->end(), "1001");
  EXPECT_EQ(world.server_ears->ends[0].reason, "bye");
  EXPECT_EQ(world.client_ears.end(), "1001");
  EXPECT_EQ(world.client->send("late").error().code, codes::kNotOpen);
}

TEST(WebSocketClient, SendsWhatIsQueuedBeforeTheCloseFrame) {
  WebSocketWorld world;
  world.client_ears.opened = [&] {
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(world.client->send(std::string(1'000, 'x')));
    world.client->close();
  };
  world.server_ears->closed = [](const WebSocketEnd&) {};
  ASSERT_TRUE(world.run());
  EXPECT_EQ(world.server_ears->texts.size(), 100U);
}

TEST(WebSocketClient, LeavesZerosBehindATextForParsersThatReadInBlocks) {
  WebSocketWorld world;
  world.server_ears->opened = [&] { EXPECT_TRUE(world.peer.send(std::string(5'000, 'x'))); };
  std::string behind = "nothing";
  world.client_ears.text = [&](std::string_view text) {
    behind.assign(text.data() + text.size(), WebSocketListener::kPadding);
    world.client->abort();
  };
  ASSERT_TRUE(world.run());
  EXPECT_EQ(behind, std::string(WebSocketListener::kPadding, '\0'));
}

TEST(WebSocketClient, RefusesAMessageThatIsTooLargeAndTellsThePeer) {
  WebSocketWorld world;
  auto options = world.to("/");
  options.limits.message_bytes_max = 10;
  world.server_ears->opened = [&] {
    EXPECT_TRUE(world.peer.send("0123456789"));
    EXPECT_TRUE(world.peer.send("0123456789x"));
  };
  world.client_ears.closed = world.server_ears->closed = [&](const WebSocketEnd&) {
    if (!world.client_ears.ends.empty() && !world.server_ears->ends.empty()) world.loop.stop();
  };
  ASSERT_TRUE(world.run(options));
  EXPECT_EQ(world.client_ears.texts.size(), 1U);
  EXPECT_EQ(world.server_ears->end(), "1009");
  EXPECT_EQ(world.client_ears.end(), codes::kMessageTooLarge);
}

TEST(WebSocketClient, CountsAndBoundsWhatWaits) {
  WebSocketWorld world;
  auto options = world.to("/");
  options.limits.queue_bytes_max = 64 << 20;
  options.limits.queue_messages_max = 3;
  std::vector<std::string> results;
  std::size_t queued = 0;
  world.client_ears.opened = [&] {
    for (int i = 0; i < 5; ++i) {
      const auto sent = world.client->send(std::string(15 << 20, 'x'));
      results.push_back(sent ? "queued" : sent.error().code);
    }
    queued = world.client->queued_bytes();
    world.client->abort();
  };
  ASSERT_TRUE(world.run(options));
  const std::string full{codes::kSendQueueFull};
  EXPECT_EQ(results, (std::vector<std::string>{"queued", "queued", "queued", full, full}));
  EXPECT_EQ(queued, std::size_t{45} << 20U);
}

TEST(WebSocketClient, RefusesOneMessageThatIsLargerThanItsQueue) {
  WebSocketWorld world;
  auto options = world.to("/");
  options.limits.queue_bytes_max = 10;
  world.client_ears.opened = [&] {
    EXPECT_EQ(world.client->send("0123456789x").error().code, codes::kSendQueueFull);
    EXPECT_TRUE(world.client->send("0123456789"));
  };
  world.server_ears->text = [&](std::string_view) { world.client->abort(); };
  ASSERT_TRUE(world.run(options));
  EXPECT_EQ(world.client_ears.end(), codes::kAborted);
}

TEST(WebSocketClient, TellsTheStatusAndHeadersOfARefusedUpgrade) {
  WebServer::Options refusing;
  refusing.on_upgrade = [](const ServerRequest&, const WebSocketPeer&) -> UpgradeAnswer {
    HttpResponse response;
    response.status = 429;
    response.headers.add("Retry-After", "7");
    response.headers.add("X-Long", std::string(5'000, 'x'));
    response.body = to_body(std::string(50'000, 'x'));
    return ServerAnswer{std::move(response)};
  };
  WebSocketWorld world{std::move(refusing)};
  ASSERT_TRUE(world.run());
  EXPECT_EQ(world.client_ears.end(), codes::kUpgradeRefused);
  EXPECT_EQ(world.client_ears.ends[0].http_status, 429);
  EXPECT_EQ(world.client_ears.ends[0].http_headers.find("retry-after"), "7");
}

TEST(WebSocketClient, CallsAConnectionLostThatEndsDuringTheUpgrade) {
  for (const bool with_reset : {false, true}) {
    WebServer::Options dropping;
    dropping.on_upgrade = [&](const ServerRequest&, const WebSocketPeer&) -> UpgradeAnswer {
      ServerAnswer answer{std::nullopt};
      if (with_reset) answer.delivery = ServerAnswer::Delivery::reset;
      return answer;
    };
    WebSocketWorld world{std::move(dropping)};
    ASSERT_TRUE(world.run());
    EXPECT_EQ(world.client_ears.end(), codes::kConnectionLost);
  }
}

TEST(WebSocketClient, GivesUpOnAServerThatNeverAnswersTheUpgrade) {
  WebServer::Options silent;
  silent.on_upgrade = [](const ServerRequest&, const WebSocketPeer&) -> UpgradeAnswer {
    ServerAnswer answer{std::nullopt};
    answer.delivery = ServerAnswer::Delivery::withheld;
    return answer;
  };
  WebSocketWorld world{std::move(silent)};
  auto options = world.to("/");
  options.connect_timeout = Duration::milliseconds(30);
  ASSERT_TRUE(world.run(options));
  EXPECT_EQ(world.client_ears.end(), codes::kConnectTimeout);
}

TEST(WebSocketClient, CallsAPortWhereNobodyListensAFailedConnection) {
  WebSocketWorld world;
  const auto options = world.to("/");
  world.server.reset();
  ASSERT_TRUE(world.run(options));
  EXPECT_EQ(world.client_ears.end(), codes::kConnectFailed);
}

TEST(WebSocketClient, RefusesAddressesAndHeadersThatAreUnsafeAtOnce) {
  WebSocketWorld world;
  WebSocketClient client{world.loop, world.client_ears};
  const auto refused = [&](std::string url) {
    return client.connect({.url = std::move(url)}).error().code;
  };
  EXPECT_EQ(refused("https://127.0.0.1/"), codes::kUrlMalformed);
  EXPECT_EQ(refused("ws://user:hunter2@127.0.0.1/"), codes::kUrlMalformed);
  EXPECT_EQ(refused("ws://192.0.2.1/"), codes::kHttpRefused);
  auto options = world.to("/");
  options.headers.add("X-Bad", "a\r\nX-Forged: 1");
  EXPECT_EQ(client.connect(options).error().code, codes::kHeaderMalformed);
  EXPECT_EQ(client.connect({.url = "wss://127.0.0.1/", .ca_bundle = "/no/such.pem"}).error().code,
            codes::kCaBundle);
}

TEST(WebSocketClient, MayBeDestroyedFromEachCallAndHearsNothingMore) {
  using Hook = std::function<void(WebSocketWorld&, const std::function<void()>&)>;
  const std::vector<Hook> hooks{
      [](auto& world, const auto& leave) { world.client_ears.opened = leave; },
      [](auto& world, const auto& leave) {
        world.client_ears.text = [leave](std::string_view) { leave(); };
      },
      [](auto& world, const auto& leave) {
        world.client_ears.pinged = [leave](std::string_view) { leave(); };
      },
  };
  for (const auto& hook : hooks) {
    WebSocketWorld world;
    world.server_ears->opened = [&] {
      EXPECT_TRUE(world.peer.ping("p"));
      EXPECT_TRUE(world.peer.send("one"));
      EXPECT_TRUE(world.peer.send("two"));
    };
    hook(world, [&] { world.client.reset(); });
    ASSERT_TRUE(world.run());
    EXPECT_EQ(world.server_ears->end(), codes::kConnectionLost);
    EXPECT_EQ(world.client_ears.ends.size(), 0U);
    EXPECT_LE(world.client_ears.texts.size(), 1U);
  }
}

TEST(WebSocketClient, MayBeDestroyedWhenItHearsOfItsEndAndWhileItConnects) {
  WebSocketWorld world;
  world.server_ears->opened = [&] { world.peer.abort(); };
  world.server_ears->closed = [](const WebSocketEnd&) {};
  world.client_ears.closed = [&](const WebSocketEnd&) {
    world.client.reset();
    world.loop.stop();
  };
  ASSERT_TRUE(world.run());
  EXPECT_EQ(world.client_ears.ends.size(), 1U);

  WebSocketClient second{world.loop, world.client_ears};
  ASSERT_TRUE(second.connect(world.to("/")));
}

TEST(WebSocketClient, GivesUpConnectingWhenItIsClosed) {
  WebSocketWorld world;
  world.loop.post([&] { world.client->close(); });
  ASSERT_TRUE(world.run());
  EXPECT_EQ(world.client_ears.end(), codes::kAborted);
}

TEST(WebSocketClient, SpeaksTlsToAServerThatItsAuthorityVouchesFor) {
  const test::Authority authority;
  WebServer::Options secure;
  secure.tls = authority.issue("DNS:localhost,IP:127.0.0.1", 2);
  WebSocketWorld world{std::move(secure)};
  for (const auto* host : {"localhost", "127.0.0.1"}) {
    world.client_ears.opened = [&] { EXPECT_TRUE(world.client->send("hello")); };
    world.server_ears->text = [&](std::string_view) { world.client->close(); };
    world.server_ears->closed = [](const WebSocketEnd&) {};
    ASSERT_TRUE(world.run({.url = fmt::format("wss://{}:{}/", host, world.server->port()),
                           .ca_bundle = authority.certificate_file()}));
    EXPECT_EQ(world.client_ears.end(), "1000");
  }
  EXPECT_EQ(world.server_ears->texts.size(), 2U);
}

TEST(WebSocketClient, KnowsOverTlsTooWhyItEndedAConnection) {
  const test::Authority authority;
  WebServer::Options secure;
  secure.tls = authority.issue("DNS:localhost", 2);
  WebSocketWorld world{std::move(secure)};
  WebSocketClient::Options options{.url = fmt::format("wss://localhost:{}/", world.server->port()),
                                   .ca_bundle = authority.certificate_file()};
  options.limits.message_bytes_max = 10;
  world.server_ears->opened = [&] { EXPECT_TRUE(world.peer.send(std::string(100'000, 'x'))); };
  world.server_ears->closed = [](const WebSocketEnd&) {};
  ASSERT_TRUE(world.run(options));
  EXPECT_EQ(world.client_ears.end(), codes::kMessageTooLarge);
}

TEST(WebSocketClient, RefusesAServerThatIsUntrustedOrOfAnotherName) {
  const test::Authority authority;
  const test::Authority stranger;
  WebServer::Options secure;
  secure.tls = authority.issue("DNS:other.example", 2);
  WebSocketWorld world{std::move(secure)};
  for (const auto& file : {stranger.certificate_file(), authority.certificate_file()}) {
    world.client_ears.ends.clear();
    ASSERT_TRUE(world.run(
        {.url = fmt::format("wss://localhost:{}/", world.server->port()), .ca_bundle = file}));
    EXPECT_EQ(world.client_ears.end(), codes::kTlsUntrusted);
    EXPECT_EQ(world.client_ears.ends[0].error->kind, core::ErrorKind::refused);
  }
  EXPECT_EQ(world.upgrade.target, "");
}

TEST(WebSocketClient, CallsAServerWithoutTlsAFailedHandshake) {
  WebSocketWorld world;
  ASSERT_TRUE(world.run({.url = fmt::format("wss://127.0.0.1:{}/", world.server->port())}));
  EXPECT_EQ(world.client_ears.end(), codes::kTlsFailed);
}

}  // namespace
}  // namespace atb::net
