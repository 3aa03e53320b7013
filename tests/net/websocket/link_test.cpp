#include "net/websocket/link.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "net/support/loop_world.h"

namespace atb::net {
namespace {

/// A link whose stream is the test.
class FakeLink final : public WebSocketLink {
 public:
  using WebSocketLink::finish;
  using WebSocketLink::heard_text;
  using WebSocketLink::item_left;
  using WebSocketLink::opened;
  using WebSocketLink::WebSocketLink;
  std::vector<std::string> written;
  int hung_up = 0;
  bool is_busy = false;  ///< an item is being written

 private:
  void write(const Item& item) override {
    EXPECT_FALSE(is_busy) << "one at a time";
    is_busy = true;
    written.emplace_back(item.bytes.begin(), item.bytes.end());
  }
  void hang_up(bool) override { ++hung_up; }
  void fall_silent() override {}
};

struct World {
  explicit World(WebSocketLimits limits = {})
      : link{std::make_shared<FakeLink>(loop, limits)}, ears{std::make_shared<test::Ears>()} {
    ears->closed = [this](const WebSocketEnd&) { loop.stop(); };
    link->listen(ears);
  }
  void complete() {
    link->is_busy = false;
    link->item_left();
  }
  EventLoop loop;
  std::shared_ptr<FakeLink> link;
  std::shared_ptr<test::Ears> ears;
};

TEST(WebSocketLink, SendsNothingBeforeItIsOpenAndAfterItsEnd) {
  World world;
  EXPECT_EQ(world.link->send("early").error().code, codes::kNotOpen);
  world.link->opened();
  EXPECT_TRUE(world.link->send("text"));
  world.link->finish({});
  EXPECT_EQ(world.link->send("late").error().code, codes::kNotOpen);
  EXPECT_EQ(world.link->written, std::vector<std::string>{"text"});
}

TEST(WebSocketLink, TellsItsEndOnceAndNeverFromWithinACall) {
  World world;
  world.link->opened();
  world.link->abort(false);
  EXPECT_TRUE(world.ears->ends.empty());
  world.link->abort(true);
  world.link->finish({});
  ASSERT_TRUE(test::run(world.loop));
  EXPECT_EQ(world.ears->ends.size(), 1U);
  EXPECT_EQ(world.ears->end(), codes::kAborted);
}

TEST(WebSocketLink, IsSilentAfterItWasDetached) {
  World world;
  world.link->opened();
  world.link->abort(false);
  world.link->detach();
  world.link->heard_text("late");
  world.loop.post([&] { world.loop.stop(); });
  ASSERT_TRUE(test::run(world.loop));
  EXPECT_TRUE(world.ears->ends.empty());
  EXPECT_TRUE(world.ears->texts.empty());
  EXPECT_GT(world.link->hung_up, 0);
}

TEST(WebSocketLink, GivesUpAClosePastItsTime) {
  World world{{.close_timeout = core::Duration::milliseconds(1)}};
  world.link->opened();
  EXPECT_TRUE(world.link->send("stuck"));
  world.link->close(close_codes::kNormal, {});
  EXPECT_FALSE(world.link->is_open());
  ASSERT_TRUE(test::run(world.loop));
  EXPECT_EQ(world.ears->end(), codes::kCloseTimeout);
}

RC_GTEST_PROP(WebSocketLink, SendsInOrderAllThatItTookAndNeverHoldsMoreThanItsLimits, ()) {
  const WebSocketLimits limits{.queue_bytes_max = 20, .queue_messages_max = 4};
  World world{limits};
  world.link->opened();
  std::vector<std::string> taken;
  std::size_t left = 0;
  for (const int size : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-3, 25))) {
    if (size >= 0) {
      const std::string text(static_cast<std::size_t>(size),
                             static_cast<char>('a' + taken.size() % 26));
      const bool fits = taken.size() - left < 4 && world.link->queued_bytes() + text.size() <= 20;
      RC_ASSERT(world.link->send(text).has_value() == fits);
      if (fits) taken.push_back(text);
    } else if (world.link->is_busy) {
      ++left;
      world.complete();
    }
    RC_ASSERT(world.link->queued_bytes() <= 20U);
  }
  for (; world.link->is_busy; ++left) world.complete();
  RC_ASSERT(world.link->written == taken);
  RC_ASSERT(world.link->queued_bytes() == 0U);
}

}  // namespace
}  // namespace atb::net
