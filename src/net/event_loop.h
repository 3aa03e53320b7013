#pragma once

#include <functional>
#include <memory>

#include "core/time.h"

namespace atb::net {

/// One thread that waits for sockets, timers and tasks. What runs on it needs no locks. Everything
/// that was made on a loop must be gone before the loop goes.
class EventLoop {
 public:
  using Task = std::function<void()>;

  /// A task to come. Cancelled when it goes, also after the loop did. For the loop's thread.
  class Timer {
   public:
    Timer() = default;
    Timer(Timer&&) noexcept = default;
    Timer& operator=(Timer&& other) noexcept;
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    ~Timer() { cancel(); }
    /// After this the task does not run any more. Without effect when it ran.
    void cancel() noexcept;
    /// The task is still to come.
    [[nodiscard]] bool is_set() const noexcept { return !wait_.expired(); }

   private:
    friend class EventLoop;
    struct Wait;
    std::weak_ptr<Wait> wait_;
  };

  /// What a descriptor is ready for, or watched for.
  struct Readiness {
    bool read = false;
    bool write = false;
  };

  /// A descriptor under watch, until this goes or changes. For the loop's thread.
  class Watch {
   public:
    Watch() = default;
    Watch(Watch&&) noexcept = default;
    Watch& operator=(Watch&& other) noexcept;
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() { end(); }
    /// Watches for something else from now on.
    void change(Readiness wanted);
    void end() noexcept;

   private:
    friend class EventLoop;
    struct Descriptor;
    std::shared_ptr<Descriptor> descriptor_;
  };

  /// Throws std::system_error when the machine has no descriptors left.
  EventLoop();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  /// Works in the calling thread until `stop`; may be called again afterwards. A task's exception
  /// leaves through here.
  void run();
  /// Lets `run` return soon, or the next `run` when there is none. From any thread and from signal
  /// handlers, more than once.
  void stop() noexcept;
  /// Runs the task on the loop's thread, later, in the order of the calls. From any thread.
  void post(Task task);
  /// Runs the task after that time by the steady clock; 0 and less: as soon as possible. For the
  /// loop's thread, or before it runs.
  [[nodiscard]] Timer after(core::Duration delay, Task task);
  /// Calls back whenever the descriptor is ready for what is wanted. The descriptor stays its
  /// owner's and must not be closed before the watch ends.
  [[nodiscard]] Watch watch(int descriptor, Readiness wanted,
                            std::function<void(Readiness)> on_ready);

  /// For the sources of this room only, see loop_core.h.
  struct Core;
  [[nodiscard]] Core& core() noexcept { return *core_; }

 private:
  std::unique_ptr<Core> core_;
};

}  // namespace atb::net
