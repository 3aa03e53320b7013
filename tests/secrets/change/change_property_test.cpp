#include <array>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "secrets/change/change.h"
#include "secrets/change/edits.h"
#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"
#include "secrets/support/turn_table.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using settings::Values;
using test::SimulatedAws;

const Target kTarget{settings::Environment::staging, "s"};

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

std::array<core::Result<ChangeReport>, 2> run_both(SimulatedAws& world,
                                                   const std::array<Edit, 2>& edits) {
  std::array<core::Result<ChangeReport>, 2> outcomes;
  test::run_both(world, test::some_turns(), [&](int writer, aws::SecretsManager& manager) {
    const auto at = static_cast<std::size_t>(writer);
    outcomes[at] = change(manager, edits[at], token_of(writer, 1));
  });
  return outcomes;
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
    const auto outcomes = run_both(world, edits);
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
