#include <condition_variable>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "secrets/change/change.h"
#include "secrets/change/edits.h"
#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using settings::Values;
using test::Mishap;
using test::SimulatedAws;

const Target kTarget{settings::Environment::staging, "s"};

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

core::Result<ChangeReport> change(aws::SecretsManager& manager, const Edit& edit,
                                  const std::string& token) {
  ATB_ASSIGN(const auto plan, plan_change(manager, kTarget, edit));
  return apply_change(manager, plan, token);
}

std::string token_of(int writer, int run) {
  return fmt::format("{}{:0>31}", writer == 0 ? 'a' : 'b', run);
}

/// What a writer of the test wants: one or two of a few keys, so that edits meet, and removals.
Edit edit_of(const std::vector<std::pair<int, int>>& wishes) {
  Values values;
  std::vector<std::string> removed;
  for (const auto& [key, value] : wishes) {
    const std::string name = fmt::format("EXTRA_{}", key);
    if (value > 0)
      values.set(name, core::SecretString{fmt::format("value-{}", value)});
    else
      removed.push_back(name);
  }
  const auto put = set_values(std::move(values), settings::Environment::staging);
  return [put, removed](const Values& in_force) -> core::Result<Values> {
    ATB_ASSIGN(auto after, put(in_force));
    for (const auto& name : removed) after.erase(name);
    return after;
  };
}

Values values_of(const SimulatedAws::State& state) {
  auto values = settings::parse_secret_json(state.text);
  RC_ASSERT(values.has_value());
  return std::move(*values);
}

bool in_effect(const Edit& edit, const Values& values) {
  const auto after = edit(values);
  return after && settings::difference(values, *after).empty();
}

/// Every version that was ever in force is the whole one before it with one edit of one writer:
/// no key got lost, none came from nowhere. (A run that follows an interrupted one may put that
/// one's version in force: it holds the same.)
void assert_each_step_is_one_edit(const SimulatedAws& world, const std::array<Edit, 2>& edits) {
  const auto& history = world.history();
  for (std::size_t i = 1; i < history.size(); ++i) {
    const auto before = values_of(history[i - 1]);
    const auto after = values_of(history[i]);
    const bool by_one = std::any_of(edits.begin(), edits.end(), [&](const Edit& edit) {
      return settings::difference(*edit(before), after).empty();
    });
    RC_ASSERT(by_one);
  }
}

bool was_in_force(const SimulatedAws& world, std::string_view version) {
  return std::any_of(world.history().begin(), world.history().end(),
                     [&](const auto& state) { return state.version_id == version; });
}

/// The other writer wanted the same and put the version in force that this one had stored.
bool may_have_finished(const core::Result<ChangeReport>& other, const std::string& version) {
  return other ? other->version_id == version : other.error().code == "secrets.outcome_unknown";
}

/// The exit code's truth: success, when the edit was in force at some moment since the start; a
/// failure that claims to know, only when this run did not put its version in force.
void assert_tells_the_truth(const SimulatedAws& world, const Edit& edit, int writer,
                            const core::Result<ChangeReport>& outcome,
                            const core::Result<ChangeReport>& other) {
  if (outcome) {
    const auto& history = world.history();
    RC_ASSERT(std::any_of(history.begin(), history.end(), [&](const auto& state) {
      return state.version_id == outcome->version_id && in_effect(edit, values_of(state));
    }));
    if (!outcome->replaced_by.empty()) RC_ASSERT(was_in_force(world, outcome->replaced_by));
  } else if (outcome.error().code != "secrets.outcome_unknown") {
    const auto own = token_of(writer, 1);
    RC_ASSERT(!was_in_force(world, own) || may_have_finished(other, own));
  }
}

std::array<core::Result<ChangeReport>, 2> run_both(SimulatedAws& world, std::vector<Turn> turns,
                                                   const std::array<Edit, 2>& edits) {
  TurnTable table{world, std::move(turns)};
  std::array<core::Result<ChangeReport>, 2> outcomes;
  const auto write = [&](int writer) {
    TurnLine line{table, writer};
    auto manager = world.manager(line);
    const auto at = static_cast<std::size_t>(writer);
    outcomes[at] = change(manager, edits[at], token_of(writer, 1));
    table.leave(writer);
  };
  std::thread first{write, 0};
  std::thread second{write, 1};
  table.run();
  first.join();
  second.join();
  return outcomes;
}

std::vector<Turn> some_turns() {
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

std::array<Edit, 2> some_edits() {
  const auto wishes = rc::gen::container<std::vector<std::pair<int, int>>>(
      2, rc::gen::pair(rc::gen::inRange(0, 3), rc::gen::inRange(0, 3)));
  return {edit_of(*wishes), edit_of(*wishes)};
}

std::string first_text() {
  Values values = test::good_values();
  values.set("EXTRA_0", core::SecretString{"first"});
  values.set("_chamber_metadata", core::SecretString{R"({"a":1})"});
  const auto json = settings::render_secret_json(values);
  return {json.begin(), json.end()};
}

/// Running again, undisturbed, finishes and leaves nothing behind.
void assert_running_again_finishes(SimulatedAws& world, const std::array<Edit, 2>& edits) {
  test::DirectLine line{world};
  auto manager = world.manager(line);
  for (int writer : {0, 1}) {
    const auto& edit = edits[static_cast<std::size_t>(writer)];
    const auto again = change(manager, edit, token_of(writer, 2));
    RC_ASSERT(again.has_value());
    RC_ASSERT(in_effect(edit, values_of(world.current())));
  }
}

/// A run that finds nothing to change leaves labels alone; the next change tidies up.
void assert_a_change_leaves_nothing_behind(SimulatedAws& world) {
  test::DirectLine line{world};
  auto manager = world.manager(line);
  RC_ASSERT(change(manager, edit_of({{9, 1}}), token_of(0, 3)).has_value());
  RC_ASSERT(world.version_with("AWSPENDING").empty());
}

RC_GTEST_PROP(Change, TwoWritersLoseNoKeyAndTellTheTruthWhateverBefallsTheirRequests, ()) {
  constexpr int kRoundsPerCase = 10;
  for (int round = 0; round < kRoundsPerCase; ++round) {
    SimulatedAws world;
    world.make(first_text());
    const auto edits = some_edits();
    const auto outcomes = run_both(world, some_turns(), edits);
    assert_tells_the_truth(world, edits[0], 0, outcomes[0], outcomes[1]);
    assert_tells_the_truth(world, edits[1], 1, outcomes[1], outcomes[0]);
    assert_running_again_finishes(world, edits);
    assert_each_step_is_one_edit(world, edits);
    assert_a_change_leaves_nothing_behind(world);
    const auto last = values_of(world.current());
    for (const auto& entry : test::good_values()) RC_ASSERT(last.find(entry.name) != nullptr);
    RC_ASSERT(last.find("_chamber_metadata") != nullptr);
  }
}

}  // namespace
}  // namespace atb::secrets
