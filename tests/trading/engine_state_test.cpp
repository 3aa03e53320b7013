#include "trading/engine_state.h"

#include <gtest/gtest.h>

namespace atb::trading {
namespace {

TEST(Phase, IsReadBackFromItsName) {
  for (const auto phase : {Phase::flat, Phase::entering, Phase::protecting, Phase::guarded,
                           Phase::releasing, Phase::exiting, Phase::unprotected})
    EXPECT_EQ(parse_phase(describe(phase)).value(), phase);
  EXPECT_FALSE(parse_phase("floating"));
}

}  // namespace
}  // namespace atb::trading
