#include "aws/helper_program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files/descriptor.h"

namespace atb::aws {
namespace {

using core::ErrorKind;
using core::Result;
using files::Descriptor;

constexpr std::size_t kPieceBytes = 64 * 1024;  // what a pipe holds

tl::unexpected<core::Error> machine_fault(int number) {
  return core::fail(ErrorKind::internal, "aws.helper_failed",
                    fmt::format("a helper program cannot be run: {}", std::strerror(number)),
                    "Check the limits of this machine on processes and open files.");
}

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return machine_fault(errno);
  Pipe pipe{Descriptor{ends[0]}, Descriptor{ends[1]}};
  if (::fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) return machine_fault(errno);
  return pipe;
}

/// The kernel counts the time: no clock is read here.
Result<Descriptor> make_timer(core::Duration span) {
  Descriptor timer{::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC)};
  itimerspec when{};
  when.it_value.tv_sec = span.us() / 1'000'000;
  when.it_value.tv_nsec = span.us() % 1'000'000 * 1'000;
  if (!timer.is_open() || ::timerfd_settime(timer.number(), 0, &when, nullptr) != 0)
    return machine_fault(errno);
  return timer;
}

/// Readable when the process ends. By its number: glibc 2.36 declares the call for C only.
Descriptor handle_of(pid_t id) {
  return Descriptor{static_cast<int>(::syscall(SYS_pidfd_open, id, 0U))};
}

/// A started program; killed and reaped when it goes, so that none is left behind.
class Child {
 public:
  explicit Child(pid_t id) : id_{id}, handle_{handle_of(id)} {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    reap();
  }

  [[nodiscard]] int handle() const { return handle_.number(); }

  /// Waits for its end. @return  exit status, or minus the signal
  int reap() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  pid_t id_;
  Descriptor handle_;
};

/// Attributes and file actions of a start, freed when they go.
struct StartPlan {
  StartPlan() {
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
  }
  StartPlan(const StartPlan&) = delete;
  StartPlan& operator=(const StartPlan&) = delete;
  ~StartPlan() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawnattr_t attributes{};
  posix_spawn_file_actions_t actions{};
};

/// Signals as a program expects them, whatever ours are set to.
int plan_signals(StartPlan& plan) {
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&plan.attributes, &none);
  posix_spawnattr_setsigdefault(&plan.attributes, &all);
  return posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

int plan_descriptors(StartPlan& plan, int output, int complaint) {
  int failed =
      posix_spawn_file_actions_addopen(&plan.actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (failed == 0) failed = posix_spawn_file_actions_adddup2(&plan.actions, output, STDOUT_FILENO);
  if (failed == 0)
    failed = posix_spawn_file_actions_adddup2(&plan.actions, complaint, STDERR_FILENO);
  if (failed == 0)
    failed = posix_spawn_file_actions_addclosefrom_np(&plan.actions, STDERR_FILENO + 1);
  return failed;
}

Result<pid_t> start(const std::vector<std::string>& arguments, int output, int complaint) {
  std::vector<char*> pointers;
  for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  StartPlan plan;
  if (const int failed = plan_signals(plan)) return machine_fault(failed);
  if (const int failed = plan_descriptors(plan, output, complaint)) return machine_fault(failed);
  pid_t id = 0;
  const int failed = posix_spawnp(&id, pointers.front(), &plan.actions, &plan.attributes,
                                  pointers.data(), environ);
  if (failed != 0)
    return core::fail(ErrorKind::settings, "aws.helper_not_started",
                      fmt::format("{} cannot be started: {}", arguments.front().substr(0, 200),
                                  std::strerror(failed)),
                      "Check that the program is installed, executable and in PATH, or write its\n"
                      "absolute path. It is run without a shell: ~ and $NAME are not expanded.");
  return id;
}

/// Takes what lies ready, by way of `piece`. @return  false at the end of the stream
template <class Bytes>
bool take_ready(const Descriptor& from, Bytes& into, std::size_t bytes_max,
                core::SecretBuffer& piece) {
  for (;;) {
    const ssize_t got = ::read(from.number(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got < 0 && errno == EAGAIN;
    // One more than allowed is kept: it tells "too much" from "just enough".
    const auto room = bytes_max + 1 - std::min(into.size(), bytes_max + 1);
    const auto taken = std::min(static_cast<std::size_t>(got), room);
    into.insert(into.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(taken));
    if (taken < static_cast<std::size_t>(got)) return true;
  }
}

tl::unexpected<core::Error> too_slow(const HelperLimits& limits, const std::string& name) {
  return core::fail(
      ErrorKind::temporary, "aws.helper_timeout",
      fmt::format("{} did not end within {} s", name.substr(0, 200), limits.time.us() / 1'000'000),
      "Run it by hand: it may be waiting for an answer or for the network.");
}

tl::unexpected<core::Error> too_much(const HelperLimits& limits, const std::string& name) {
  return core::fail(
      ErrorKind::settings, "aws.helper_output_too_large",
      fmt::format("{} wrote more than {} bytes", name.substr(0, 200), limits.output_bytes_max),
      "It must print one JSON object with a key and nothing else.");
}

}  // namespace

Result<HelperOutcome> run_helper(const std::vector<std::string>& arguments,
                                 const HelperLimits& limits) {
  ATB_ASSIGN(auto output, make_pipe());
  ATB_ASSIGN(auto complaint, make_pipe());
  ATB_ASSIGN(const auto timer, make_timer(limits.time));
  ATB_ASSIGN(const auto id, start(arguments, output.write.number(), complaint.write.number()));
  Child child{id};
  if (child.handle() < 0) return machine_fault(errno);
  output.write = Descriptor{};
  complaint.write = Descriptor{};

  HelperOutcome outcome;
  core::SecretBuffer piece(kPieceBytes);
  std::array<pollfd, 4> waiting{{{timer.number(), POLLIN, 0},
                                 {child.handle(), POLLIN, 0},
                                 {output.read.number(), POLLIN, 0},
                                 {complaint.read.number(), POLLIN, 0}}};
  for (bool ended = false; !ended;) {
    if (::poll(waiting.data(), waiting.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return machine_fault(errno);
    }
    ended = waiting[1].revents != 0;  // before reading: what it wrote is then all there
    if (!take_ready(output.read, outcome.output, limits.output_bytes_max, piece))
      waiting[2].fd = -1;
    if (!take_ready(complaint.read, outcome.complaint, limits.complaint_bytes_max, piece))
      waiting[3].fd = -1;
    if (outcome.output.size() > limits.output_bytes_max) return too_much(limits, arguments.front());
    if (!ended && waiting[0].revents != 0) return too_slow(limits, arguments.front());
  }
  outcome.status = child.reap();
  outcome.complaint.resize(std::min(outcome.complaint.size(), limits.complaint_bytes_max));
  return outcome;
}

}  // namespace atb::aws
