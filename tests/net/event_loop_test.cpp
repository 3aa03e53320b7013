#include "net/event_loop.h"

#include <csignal>
#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "net/support/loop_world.h"

namespace atb::net {
namespace {

using core::Duration;

TEST(EventLoop, RunsTasksOfAnyThreadInTheirOrder) {
  EventLoop loop;
  std::string order;
  loop.post([&] { order += "a"; });
  std::thread other{[&] {
    loop.post([&] { order += "b"; });
    loop.post([&] { loop.stop(); });
  }};
  EXPECT_TRUE(test::run(loop));
  other.join();
  EXPECT_EQ(order, "ab");
}

TEST(EventLoop, RunsTimersInTheOrderOfTheirTimes) {
  EventLoop loop;
  std::string order;
  const auto late = loop.after(Duration::milliseconds(30), [&] {
    order += "2";
    loop.stop();
  });
  const auto early = loop.after(Duration::milliseconds(1), [&] { order += "1"; });
  EXPECT_TRUE(late.is_set());
  EXPECT_TRUE(test::run(loop));
  EXPECT_EQ(order, "12");
  EXPECT_FALSE(late.is_set());
}

TEST(EventLoop, DoesNotRunATimerThatWasCancelledEvenWhenItWasDue) {
  EventLoop loop;
  int ran = 0;
  EventLoop::Timer second;
  const auto first = loop.after({}, [&] { second.cancel(); });
  second = loop.after({}, [&] { ++ran; });
  auto third = loop.after({}, [&] { ++ran; });
  third = loop.after(Duration::milliseconds(1), [&] { loop.stop(); });
  EXPECT_TRUE(test::run(loop));
  EXPECT_EQ(ran, 0);
  EXPECT_FALSE(second.is_set());
}

TEST(EventLoop, LetsATimerOutliveIt) {
  EventLoop::Timer timer;
  {
    EventLoop loop;
    timer = loop.after(Duration::hours(1), [] {});
    EXPECT_TRUE(timer.is_set());
  }
  EXPECT_FALSE(timer.is_set());
  timer.cancel();
}

EventLoop* signalled = nullptr;

TEST(EventLoop, IsStoppedFromASignalHandlerAndRunsAgain) {
  EventLoop loop;
  signalled = &loop;
  struct sigaction action {};
  struct sigaction before {};
  action.sa_handler = [](int) { signalled->stop(); };
  sigaction(SIGUSR1, &action, &before);
  for (int round = 0; round < 2; ++round) {
    loop.post([] { (void)raise(SIGUSR1); });
    EXPECT_TRUE(test::run(loop));
  }
  sigaction(SIGUSR1, &before, nullptr);
}

TEST(EventLoop, RemembersAStopThatCameBeforeItRan) {
  EventLoop loop;
  loop.stop();
  EXPECT_TRUE(test::run(loop));
}

TEST(EventLoop, LetsTheExceptionOfATaskOutAndGoesOnAfterwards) {
  EventLoop loop;
  loop.post([] { throw std::runtime_error{"fault"}; });
  EXPECT_THROW(loop.run(), std::runtime_error);
  loop.post([&] { loop.stop(); });
  EXPECT_TRUE(test::run(loop));
}

struct Pipe {
  Pipe() { EXPECT_EQ(pipe(ends), 0); }
  ~Pipe() {
    close(ends[0]);
    close(ends[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int ends[2] = {-1, -1};
};

TEST(EventLoop, TellsADescriptorsReadinessAsLongAsItLasts) {
  EventLoop loop;
  const Pipe pipe;
  int calls = 0;
  const auto watch = loop.watch(pipe.ends[0], {.read = true}, [&](EventLoop::Readiness ready) {
    EXPECT_TRUE(ready.read);
    if (++calls == 3) loop.stop();  // nothing was read: it stays ready
  });
  EXPECT_EQ(write(pipe.ends[1], "x", 1), 1);
  EXPECT_TRUE(test::run(loop));
  EXPECT_EQ(calls, 3);
}

TEST(EventLoop, WatchesForWhatIsWantedNowAndEndsWithinItsCall) {
  EventLoop loop;
  const Pipe pipe;
  EventLoop::Watch watch;
  int calls = 0;
  watch = loop.watch(pipe.ends[1], {}, [&](EventLoop::Readiness ready) {
    EXPECT_TRUE(ready.write);
    ++calls;
    watch.end();
    loop.post([&] { loop.stop(); });
  });
  loop.post([&] {
    EXPECT_EQ(calls, 0);
    watch.change({.write = true});
  });
  EXPECT_TRUE(test::run(loop));
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace atb::net
