#include "binance_simulator/faults/fault.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(Faults, AreReadFromJson) {
  const auto faults = parse_faults(
      R"([{"call":"order.place","effect":"executed","status":504,"code":-1007,"msg":"Timeout",)"
      R"("after":1,"times":2,"delay_ms":50,"probability":0.5}])");
  ASSERT_TRUE(faults) << faults.error().message;
  EXPECT_EQ(faults->front().effect, Fault::Effect::executed);
  EXPECT_EQ(faults->front().body, R"({"code":-1007,"msg":"Timeout"})");
  EXPECT_EQ(faults->front().delay, core::Duration::milliseconds(50));
}

TEST(Faults, ThatMakeNoSenseAreRefused) {
  for (const auto* const text : {"{", "{}", "[1]", "[{}]", R"([{"call":"*","effect":"bang"}])",
                                 R"([{"call":"*","when":"now"}])", R"([{"call":"*","times":"1"}])"})
    EXPECT_EQ(parse_faults(text).error().code, "simulator.faults_malformed") << text;
}

TEST(Faults, HitWhatTheyNameAndOnlySoOften) {
  Faults faults{1};
  faults.add(parse_faults(R"([{"call":"POST /api/v3/order","after":1,"times":2}])").value());
  EXPECT_FALSE(faults.hit("GET /api/v3/time", "time"));
  EXPECT_FALSE(faults.hit("POST /api/v3/order", "order.place"));
  EXPECT_TRUE(faults.hit("POST /api/v3/order", "order.place"));
  EXPECT_TRUE(faults.hit("POST /api/v3/order", "order.place"));
  EXPECT_FALSE(faults.hit("POST /api/v3/order", "order.place"));
  EXPECT_EQ(faults.waiting(), 0U);
}

TEST(Faults, OneSeedIsOneStory) {
  const auto story = [](std::uint64_t seed) {
    Faults faults{seed};
    faults.add(parse_faults(R"([{"call":"*","times":-1,"probability":0.5}])").value());
    std::string told;
    for (int i = 0; i < 40; ++i) told += faults.hit("a", "b") ? 'x' : '.';
    return told;
  };
  EXPECT_EQ(story(5), story(5));
  EXPECT_NE(story(5), story(6));
}

}  // namespace
}  // namespace atb::binance_simulator
