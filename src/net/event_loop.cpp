#include "net/event_loop.h"

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <sys/eventfd.h>
#include <unistd.h>

#include "net/loop_core.h"

namespace atb::net {
namespace {

namespace asio = boost::asio;
using Fault = boost::system::error_code;

int open_eventfd() {
  const int descriptor = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (descriptor < 0) throw std::system_error{errno, std::generic_category(), "eventfd"};
  return descriptor;
}

}  // namespace

EventLoop::Core::Core()
    : stop_signal{context, open_eventfd()}, stop_descriptor{stop_signal.native_handle()} {
  await_stop();
}

void EventLoop::Core::await_stop() {
  stop_signal.async_wait(asio::posix::descriptor_base::wait_read, [this](Fault fault) {
    if (fault) return;
    std::uint64_t count = 0;
    (void)!::read(stop_descriptor, &count, sizeof count);
    await_stop();
    context.stop();
  });
}

EventLoop::EventLoop() : core_{std::make_unique<Core>()} {}
EventLoop::~EventLoop() = default;

void EventLoop::run() {
  core_->context.restart();
  core_->context.run();
}

void EventLoop::stop() noexcept {
  const int before = errno;  // a signal handler must not change it
  constexpr std::uint64_t kOne = 1;
  (void)!::write(core_->stop_descriptor, &kOne, sizeof kOne);
  errno = before;
}

void EventLoop::post(Task task) {
  asio::post(core_->context, std::move(task));
}

struct EventLoop::Timer::Wait {
  Wait(asio::io_context& context, Task what) : timer{context}, task{std::move(what)} {}
  asio::steady_timer timer;
  Task task;
};

EventLoop::Timer& EventLoop::Timer::operator=(Timer&& other) noexcept {
  if (this == &other) return *this;
  cancel();
  wait_ = std::move(other.wait_);
  return *this;
}

void EventLoop::Timer::cancel() noexcept {
  const auto wait = std::exchange(wait_, {}).lock();
  if (!wait) return;
  wait->task = nullptr;  // it may be due already
  wait->timer.cancel();
}

EventLoop::Timer EventLoop::after(core::Duration delay, Task task) {
  auto wait = std::make_shared<Timer::Wait>(core_->context, std::move(task));
  wait->timer.expires_after(std::chrono::microseconds{delay.us()});
  Timer timer;
  timer.wait_ = wait;
  auto& clock = wait->timer;
  // The wait belongs to its handler, and so to the loop.
  clock.async_wait([wait = std::move(wait)](Fault) mutable {
    const auto due = std::move(wait->task);
    wait.reset();
    if (due) due();
  });
  return timer;
}

struct EventLoop::Watch::Descriptor : std::enable_shared_from_this<Descriptor> {
  using Wait = asio::posix::descriptor_base::wait_type;

  Descriptor(asio::io_context& context, int number, std::function<void(Readiness)> callback)
      : descriptor{context, number}, on_ready{std::move(callback)} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { end(); }

  void end() {
    ended = true;
    if (descriptor.is_open()) descriptor.release();
  }

  void arm() {
    if (ended) return;
    if (wanted.read && !std::exchange(armed.read, true))
      descriptor.async_wait(Wait::wait_read, [self = shared_from_this()](Fault) {
        self->armed.read = false;
        if (self->wanted.read) self->report({.read = true});
      });
    if (wanted.write && !std::exchange(armed.write, true))
      descriptor.async_wait(Wait::wait_write, [self = shared_from_this()](Fault) {
        self->armed.write = false;
        if (self->wanted.write) self->report({.write = true});
      });
  }

  void report(Readiness ready) {
    if (ended) return;
    on_ready(ready);
    arm();
  }

  asio::posix::stream_descriptor descriptor;
  std::function<void(Readiness)> on_ready;
  Readiness wanted;
  Readiness armed;  ///< waits that are under way
  bool ended = false;
};

EventLoop::Watch& EventLoop::Watch::operator=(Watch&& other) noexcept {
  if (this == &other) return *this;
  end();
  descriptor_ = std::move(other.descriptor_);
  return *this;
}

void EventLoop::Watch::change(Readiness wanted) {
  if (!descriptor_) return;
  descriptor_->wanted = wanted;
  descriptor_->arm();
}

void EventLoop::Watch::end() noexcept {
  if (const auto descriptor = std::exchange(descriptor_, nullptr)) descriptor->end();
}

EventLoop::Watch EventLoop::watch(int descriptor, Readiness wanted,
                                  std::function<void(Readiness)> on_ready) {
  Watch watch;
  watch.descriptor_ =
      std::make_shared<Watch::Descriptor>(core_->context, descriptor, std::move(on_ready));
  watch.change(wanted);
  return watch;
}

}  // namespace atb::net
