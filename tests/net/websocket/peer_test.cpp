#include "net/websocket/peer.h"

#include <gtest/gtest.h>

#include "net/support/loop_world.h"

namespace atb::net {
namespace {

using test::WebSocketWorld;

/// How the client's connection ends when the server does that after one message.
WebSocketWorld& after_open(WebSocketWorld& world, const std::function<void()>& fault) {
  world.server_ears->opened = [&world, fault] {
    EXPECT_TRUE(world.peer.is_open());
    EXPECT_TRUE(world.peer.send("before"));
    fault();
  };
  world.server_ears->closed = [](const WebSocketEnd&) {};
  EXPECT_TRUE(world.run());
  return world;
}

TEST(WebSocketPeer, ClosesWithItsCodeAndReason) {
  WebSocketWorld world;
  after_open(world, [&] { world.peer.close(close_codes::kPolicy, "disconnected"); });
  EXPECT_EQ(world.client_ears.texts.size(), 1U);
  EXPECT_EQ(world.client_ears.end(), "1008");
  EXPECT_EQ(world.client_ears.ends[0].reason, "disconnected");
}

TEST(WebSocketPeer, CutsAReasonThatNoFrameCanHold) {
  WebSocketWorld world;
  after_open(world, [&] { world.peer.close(close_codes::kNormal, std::string(200, 'x')); });
  EXPECT_EQ(world.client_ears.ends[0].reason, std::string(123, 'x'));
}

TEST(WebSocketPeer, EndsTcpWithoutACloseFrame) {
  WebSocketWorld world;
  after_open(world, [&] { world.peer.abort(); });
  EXPECT_EQ(world.client_ears.end(), codes::kConnectionLost);
  EXPECT_EQ(world.client_ears.ends[0].code, close_codes::kAbnormal);
  EXPECT_EQ(world.server_ears->end(), codes::kAborted);
}

TEST(WebSocketPeer, ResetsTcp) {
  WebSocketWorld world;
  after_open(world, [&] { world.peer.reset(); });
  ASSERT_EQ(world.client_ears.end(), codes::kConnectionLost);
  EXPECT_NE(world.client_ears.ends[0].error->message.find("reset"), std::string::npos);
}

TEST(WebSocketPeer, BreaksOffInTheMiddleOfAFrameOfEverySize) {
  for (const std::size_t size : {4U, 1'000U, 100'000U}) {
    WebSocketWorld world;
    after_open(world, [&] { world.peer.break_off(std::string(size, 'x')); });
    EXPECT_EQ(world.client_ears.texts, std::vector<std::string>{"before"});
    EXPECT_EQ(world.client_ears.end(), codes::kConnectionLost);
  }
}

TEST(WebSocketPeer, FallsSilentThoughTcpStays) {
  WebSocketWorld world;
  EventLoop::Timer later;
  world.client_ears.opened = [&] {
    world.peer.silence();
    EXPECT_TRUE(world.peer.send("never arrives"));
    EXPECT_TRUE(world.peer.is_open());
    EXPECT_TRUE(world.client->send("never heard"));
    later = world.loop.after(core::Duration::milliseconds(20), [&] {
      EXPECT_TRUE(world.client->is_open());
      world.client->abort();
    });
  };
  world.client_ears.closed = [](const WebSocketEnd&) {};
  ASSERT_TRUE(world.run());  // until the server hears of the end of TCP
  EXPECT_EQ(world.client_ears.texts.size(), 0U);
  EXPECT_EQ(world.server_ears->texts.size(), 0U);
  EXPECT_EQ(world.server_ears->end(), codes::kConnectionLost);
  EXPECT_FALSE(world.peer.is_open());
}

TEST(WebSocketPeer, EndsASilentConnectionOnDemand) {
  WebSocketWorld world;
  after_open(world, [&] {
    world.peer.silence();
    world.loop.post([&] { world.peer.abort(); });
  });
  EXPECT_EQ(world.client_ears.end(), codes::kConnectionLost);
}

TEST(WebSocketPeer, PingsAndHearsThePongWithItsPayload) {
  WebSocketWorld world;
  std::string pinged;
  std::string ponged;
  world.client_ears.pinged = [&](std::string_view payload) { pinged = payload; };
  world.server_ears->opened = [&] { EXPECT_TRUE(world.peer.ping("1716000000123")); };
  world.server_ears->ponged = [&](std::string_view payload) {
    ponged = payload;
    world.peer.close();
  };
  ASSERT_TRUE(world.run());
  EXPECT_EQ(pinged, "1716000000123");
  EXPECT_EQ(ponged, "1716000000123");
}

TEST(WebSocketPeer, DoesNothingOnceItsConnectionHasEnded) {
  WebSocketPeer nobody;
  EXPECT_EQ(nobody.send("x").error().code, codes::kNotOpen);
  EXPECT_EQ(nobody.ping().error().code, codes::kNotOpen);
  EXPECT_FALSE(nobody.is_open());
  EXPECT_EQ(nobody.queued_bytes(), 0U);
  nobody.close();
  nobody.abort();
  nobody.reset();
  nobody.silence();
  nobody.break_off("x");
}

}  // namespace
}  // namespace atb::net
