#pragma once

#include <random>

#include "aws_simulator/world.h"

namespace atb::aws_simulator::test {

/// The whole simulated world with a clock and random numbers of the test's.
inline std::unique_ptr<World> make_world(const core::Timestamp& now, std::string_view faults = "[]",
                                         std::filesystem::path state_file = {}) {
  World::Options options;
  options.state_file = std::move(state_file);
  if (!options.faults.add(faults)) throw std::logic_error{"faults"};
  options.metadata.role = "bot";
  options.now = [&now] { return now; };
  options.random_below = [engine = std::minstd_rand{7}](std::size_t bound) mutable {
    return engine() % bound;
  };
  options.request_id = [] { return "r-1"; };
  auto world = World::create(std::move(options));
  if (!world) throw std::logic_error{world.error().message};
  return std::move(*world);
}

}  // namespace atb::aws_simulator::test
