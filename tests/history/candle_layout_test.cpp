#include "history/candle_layout.h"

#include <gtest/gtest.h>

#include "history/support/fixture.h"

namespace atb::history {
namespace {

TEST(CandleLayout, HasAChecksumThatEveryColumnChanges) {
  const auto original = test::full_minutes(1, 50);
  const auto sum = checksum(original.view());
  auto copy = original;
  EXPECT_EQ(checksum(copy.view()), sum);
  int columns = 0;
  for_each_column(copy, [&](const char* name, auto& column, bool) {
    column[20] += 1;
    EXPECT_NE(checksum(copy.view()), sum) << name;
    column[20] -= 1;
    ++columns;
    return true;
  });
  EXPECT_EQ(columns, 9);
}

}  // namespace
}  // namespace atb::history
