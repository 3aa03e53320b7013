#pragma once

#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include "secrets/support/simulated_aws.h"

namespace atb::secrets::test {

/// One turn: whose request goes out next, and what befalls it.
struct Turn {
  int writer;
  Mishap mishap;
};

/// Lets two writers send one request at a time, in a given order; when the order is used up, the
/// first that waits goes and nothing befalls it any more.
class TurnTable {
 public:
  TurnTable(SimulatedAws& world, std::vector<Turn> turns)
      : world_{world}, turns_{std::move(turns)} {}

  core::Result<net::HttpResponse> send(int writer, const net::HttpRequest& request) {
    std::unique_lock lock{mutex_};
    waiting_[writer] = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return granted_ == writer; });
    granted_ = kNobody;
    waiting_[writer] = false;
    return world_.deliver(request, mishap_);
  }

  void leave(int writer) {
    const std::lock_guard lock{mutex_};
    gone_[writer] = true;
    changed_.notify_all();
  }

  /// Grants turns until both have left.
  void run() {
    std::unique_lock lock{mutex_};
    while (true) {
      changed_.wait(lock, [&] {
        return granted_ == kNobody && (gone_[0] || waiting_[0]) && (gone_[1] || waiting_[1]);
      });
      if (gone_[0] && gone_[1]) return;
      const Turn turn = next_ < turns_.size() ? turns_[next_++] : Turn{0, Mishap::none};
      mishap_ = turn.mishap;
      granted_ = waiting_[turn.writer] ? turn.writer : 1 - turn.writer;
      changed_.notify_all();
    }
  }

 private:
  static constexpr int kNobody = -1;
  SimulatedAws& world_;
  std::vector<Turn> turns_;
  std::size_t next_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool waiting_[2] = {false, false};
  bool gone_[2] = {false, false};
  int granted_ = kNobody;
  Mishap mishap_ = Mishap::none;
};

class TurnLine final : public net::HttpTransport {
 public:
  TurnLine(TurnTable& table, int writer) : table_{table}, writer_{writer} {}
  [[nodiscard]] core::Result<net::HttpResponse> send(const net::HttpRequest& request) override {
    return table_.send(writer_, request);
  }

 private:
  TurnTable& table_;
  int writer_;
};

/// Runs both writers to their ends, each with a client of its own.
inline void run_both(SimulatedAws& world, std::vector<Turn> turns,
                     const std::function<void(int writer, aws::SecretsManager&)>& write) {
  TurnTable table{world, std::move(turns)};
  const auto run = [&](int writer) {
    TurnLine line{table, writer};
    auto manager = world.manager(line);
    write(writer, manager);
    table.leave(writer);
  };
  std::thread first{run, 0};
  std::thread second{run, 1};
  table.run();
  first.join();
  second.join();
}

/// An order of turns for two writers, with mishaps among them.
inline std::vector<Turn> some_turns() {
  const auto mishap = rc::gen::weightedElement<Mishap>({{12, Mishap::none},
                                                        {2, Mishap::lost_before},
                                                        {5, Mishap::lost_after},
                                                        {1, Mishap::server_error},
                                                        {1, Mishap::throttled},
                                                        {2, Mishap::half_answer},
                                                        {1, Mishap::denied}});
  const auto turn = rc::gen::construct<Turn>(rc::gen::inRange(0, 2), mishap);
  return *rc::gen::container<std::vector<Turn>>(40, turn);
}

}  // namespace atb::secrets::test
