#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "secrets/change/rollback.h"
#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"
#include "secrets/support/turn_table.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using test::SimulatedAws;

const Target kTarget{settings::Environment::staging, "s"};
constexpr int kVersions = 4;

std::string text_of(int number) {
  auto values = test::good_values();
  values.set("EXTRA", core::SecretString{fmt::format("value-{}", number)});
  const auto json = settings::render_secret_json(values);
  return {json.begin(), json.end()};
}

std::string id_of(int number) {
  return fmt::format("{:0>32}", number);
}

/// Four versions; the last is in force.
void fill(SimulatedAws& world) {
  world.make(text_of(0));
  test::DirectLine line{world};
  auto manager = world.manager(line);
  for (int i = 1; i < kVersions; ++i)
    RC_ASSERT(manager.put_secret_value("s", net::to_body(text_of(i)), id_of(i), {"AWSCURRENT"})
                  .has_value());
}

core::Result<RollbackReport> go_back(aws::SecretsManager& manager, int number) {
  ATB_ASSIGN(const auto plan, plan_rollback(manager, kTarget, {.version_id = id_of(number)}));
  return apply_rollback(manager, plan);
}

/// The version in force was always a whole one that had existed.
void assert_every_step_is_a_version(const SimulatedAws& world) {
  for (const auto& state : world.history())
    RC_ASSERT(state.text == text_of(std::stoi(state.version_id)));
}

/// How often the version came into force after the world was filled.
auto arrivals(const SimulatedAws& world, int number) {
  return std::count_if(world.history().begin() + kVersions, world.history().end(),
                       [&](const auto& state) { return state.version_id == id_of(number); });
}

/// Success: the version is or was in force. A failure that claims to know: it did not come into
/// force, unless the other writer wanted the same.
void assert_tells_the_truth(const SimulatedAws& world, int wanted, int other,
                            const core::Result<RollbackReport>& outcome) {
  if (outcome) {
    RC_ASSERT(arrivals(world, wanted) > 0 || wanted == kVersions - 1);
    RC_ASSERT(std::any_of(world.history().begin(), world.history().end(), [&](const auto& state) {
      return state.version_id == outcome->in_force;
    }));
  } else if (outcome.error().code != "secrets.outcome_unknown" && wanted != other) {
    RC_ASSERT(arrivals(world, wanted) == 0);
  }
}

RC_GTEST_PROP(Rollback, OfTwoWritersPutsWholeVersionsInForceAndTellsTheTruth, ()) {
  constexpr int kRoundsPerCase = 10;
  for (int round = 0; round < kRoundsPerCase; ++round) {
    SimulatedAws world;
    fill(world);
    const std::array<int, 2> wanted{*rc::gen::inRange(0, kVersions),
                                    *rc::gen::inRange(0, kVersions)};
    std::array<core::Result<RollbackReport>, 2> outcomes;
    test::run_both(world, test::some_turns(), [&](int writer, aws::SecretsManager& manager) {
      const auto at = static_cast<std::size_t>(writer);
      outcomes[at] = go_back(manager, wanted[at]);
    });
    assert_tells_the_truth(world, wanted[0], wanted[1], outcomes[0]);
    assert_tells_the_truth(world, wanted[1], wanted[0], outcomes[1]);
    test::DirectLine line{world};
    auto manager = world.manager(line);
    RC_ASSERT(go_back(manager, wanted[0]).has_value());
    RC_ASSERT(world.current().version_id == id_of(wanted[0]));
    assert_every_step_is_a_version(world);
  }
}

}  // namespace
}  // namespace atb::secrets
