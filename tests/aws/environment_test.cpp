#include "aws/environment.h"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace atb::aws {
namespace {

TEST(Environment, TreatsAnEmptyVariableAsUnset) {
  ::setenv("ATB_TEST_VARIABLE", "", 1);
  EXPECT_FALSE(process_environment()("ATB_TEST_VARIABLE"));
  ::setenv("ATB_TEST_VARIABLE", "x", 1);
  EXPECT_EQ(process_environment()("ATB_TEST_VARIABLE"), "x");
  ::unsetenv("ATB_TEST_VARIABLE");
  EXPECT_FALSE(process_environment()("ATB_TEST_VARIABLE"));
}

}  // namespace
}  // namespace atb::aws
