#include "net/websocket/stream_link.h"

#include <gtest/gtest.h>

#include "net/support/frame_server.h"
#include "net/support/loop_world.h"

namespace atb::net {
namespace {

using test::FrameServer;

/// What our client says to those bytes of a server, then closes when it still can.
struct Outcome {
  std::vector<std::string> texts;
  std::string end;     ///< error or close code
  std::string frames;  ///< what the client sent
};

Outcome hear(const std::string& bytes, std::size_t message_bytes_max = 1'000) {
  FrameServer server{bytes};
  EventLoop loop;
  test::Ears ears;
  ears.closed = [&](const WebSocketEnd&) { loop.stop(); };
  Outcome outcome;
  {
    WebSocketClient client{loop, ears};
    WebSocketClient::Options options{.url = server.url()};
    options.limits.message_bytes_max = message_bytes_max;
    options.limits.close_timeout = core::Duration::milliseconds(50);
    ears.text = [&](std::string_view text) {
      if (text == "last") client.close();
    };
    EXPECT_TRUE(client.connect(options));
    EXPECT_TRUE(test::run(loop));
  }
  return {ears.texts, ears.end(), server.frames()};
}

const std::string kLast = FrameServer::frame(0x81, "last");
const std::string kClose = FrameServer::frame(0x88,
                                              "\x03\xe8"
                                              "bye");

TEST(StreamLink, JoinsFragmentsAlsoAroundAPing) {
  const auto outcome =
      hear(FrameServer::frame(0x01, "one ") + FrameServer::frame(0x89, "p") +
           FrameServer::frame(0x00, "two ") + FrameServer::frame(0x80, "three") + kClose);
  EXPECT_EQ(outcome.texts, std::vector<std::string>{"one two three"});
  EXPECT_EQ(outcome.end, "1000");
}

TEST(StreamLink, AnswersAPingWithItsPayloadAndACloseWithItsCode) {
  const auto outcome = hear(FrameServer::frame(0x89, "1716000000123") + kClose);
  EXPECT_EQ(outcome.frames, "8a:1716000000123;88:\x03\xe8;");
}

TEST(StreamLink, CallsACloseWithoutACodeOrderly) {
  EXPECT_EQ(hear(FrameServer::frame(0x88, "")).end, "1005");
}

TEST(StreamLink, CountsTheFragmentsOfAMessageTogether) {
  const auto outcome =
      hear(FrameServer::frame(0x01, "12345") + FrameServer::frame(0x80, "67890x"), 10);
  EXPECT_EQ(outcome.end, codes::kMessageTooLarge);
  EXPECT_TRUE(outcome.frames.starts_with("88:\x03\xf1")) << outcome.frames;
}

TEST(StreamLink, RefusesALengthThatIsTooLargeBeforeItsBytesCome) {
  const std::string head{"\x81\x7f\x7f\xff\xff\xff\xff\xff\xff\xff", 10};
  EXPECT_EQ(hear(head).end, codes::kMessageTooLarge);
}

TEST(StreamLink, RefusesFramesThatBreakTheProtocol) {
  const std::vector<std::string> broken{
      FrameServer::frame(0x91, "reserved bit"),
      FrameServer::frame(0x83, "reserved code"),
      FrameServer::frame(0x09, "fragmented ping"),
      FrameServer::frame(0x80, "nothing to continue"),
      FrameServer::frame(0x01, "begun") + FrameServer::frame(0x81, "begun again"),
      FrameServer::frame(0x81, "not utf-8: \xff"),
      FrameServer::frame(0xc1, "compressed"),
      std::string{"\x81\x81mask0", 7},
  };
  for (const auto& bytes : broken) {
    const auto outcome = hear(bytes);
    EXPECT_EQ(outcome.end, codes::kFrameMalformed) << bytes;
    EXPECT_TRUE(outcome.frames.starts_with("88:")) << bytes;
    EXPECT_TRUE(outcome.texts.empty()) << bytes;
  }
}

TEST(StreamLink, RefusesBinaryMessages) {
  const auto outcome = hear(FrameServer::frame(0x82, "sbe"));
  EXPECT_EQ(outcome.end, codes::kFrameMalformed);
  EXPECT_EQ(outcome.frames, "88:\x03\xeb;");
}

TEST(StreamLink, DoesNotWaitForeverForThePeersClose) {
  const auto outcome = hear(kLast);
  EXPECT_EQ(outcome.end, codes::kCloseTimeout);
  EXPECT_EQ(outcome.frames, "88:\x03\xe8;");
}

TEST(StreamLink, HandsNothingOverAfterItBeganToClose) {
  const auto outcome = hear(kLast + FrameServer::frame(0x81, "more") + kClose);
  EXPECT_EQ(outcome.texts, std::vector<std::string>{"last"});
  EXPECT_EQ(outcome.end, "1000");
}

TEST(StreamLink, CallsItOrderlyWhenBothSidesCloseAtOnce) {
  const auto outcome = hear(kLast + kClose);
  EXPECT_EQ(outcome.end, "1000");
  EXPECT_EQ(outcome.frames, "88:\x03\xe8;");
}

}  // namespace
}  // namespace atb::net
