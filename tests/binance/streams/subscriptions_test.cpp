#include "binance/streams/subscriptions.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::binance {
namespace {

using core::Duration;
constexpr auto kNow = core::Timestamp::from_ms(1'700'000'000'000);

std::int64_t id_of(const std::optional<std::string>& frame) {
  return nlohmann::json::parse(frame.value()).at("id").get<std::int64_t>();
}

TEST(Subscriptions, AreCompleteWhenTheyAreConfirmed) {
  Subscriptions streams{{"btcusdt@trade", "btcusdt@kline_1m"}};
  const auto frame = streams.next_frame(kNow);
  const auto parsed = nlohmann::json::parse(*frame);
  EXPECT_EQ(parsed.at("method"), "SUBSCRIBE");
  EXPECT_EQ(parsed.at("params"), nlohmann::json({"btcusdt@trade", "btcusdt@kline_1m"}));
  EXPECT_FALSE(streams.complete());
  EXPECT_FALSE(streams.next_frame(kNow));
  EXPECT_TRUE(streams.on_answer({id_of(frame), 0, ""}));
  EXPECT_TRUE(streams.complete());
}

TEST(Subscriptions, ARefusalIsNoSubscription) {
  Subscriptions streams{{"nonsense"}};
  const auto frame = streams.next_frame(kNow);
  EXPECT_FALSE(streams.on_answer({id_of(frame), 2, "Invalid request"}));
  EXPECT_FALSE(streams.complete());
}

TEST(Subscriptions, NeverMoreThanFiveMessagesASecondWithThePong) {
  std::vector<std::string> names;
  for (int i = 0; i < 1'000; ++i) names.push_back("s" + std::to_string(i));
  Subscriptions streams{names};
  streams.count_sent(kNow);
  int frames = 0;
  while (streams.next_frame(kNow)) ++frames;
  EXPECT_EQ(frames, 3);
  EXPECT_EQ(streams.next_at(), kNow + Duration::seconds(1));
  EXPECT_TRUE(streams.next_frame(kNow + Duration::seconds(1)));
}

TEST(Subscriptions, ANewConnectionStartsAnew) {
  Subscriptions streams{{"a", "b"}};
  ASSERT_TRUE(streams.on_answer({id_of(streams.next_frame(kNow)), 0, ""}));
  streams.remove("b");
  streams.on_connected();
  EXPECT_FALSE(streams.complete());
  const auto again = nlohmann::json::parse(*streams.next_frame(kNow));
  EXPECT_EQ(again.at("params"), nlohmann::json({"a"}));
}

TEST(Subscriptions, LeavingAndComingBack) {
  Subscriptions streams{{"a"}};
  ASSERT_TRUE(streams.on_answer({id_of(streams.next_frame(kNow)), 0, ""}));
  streams.remove("a");
  const auto leave = streams.next_frame(kNow);
  EXPECT_EQ(nlohmann::json::parse(*leave).at("method"), "UNSUBSCRIBE");
  ASSERT_TRUE(streams.on_answer({id_of(leave), 0, ""}));
  EXPECT_TRUE(streams.complete());
  streams.add("a");
  EXPECT_FALSE(streams.complete());
  EXPECT_TRUE(streams.next_frame(kNow + Duration::seconds(1)));
  streams.add("never-asked");
  streams.remove("never-asked");
  EXPECT_FALSE(streams.next_frame(kNow + Duration::seconds(1)));
}

}  // namespace
}  // namespace atb::binance
