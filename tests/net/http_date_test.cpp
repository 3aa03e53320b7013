#include "net/http_date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::net {
namespace {

TEST(HttpDate, ReadsTheExampleOfTheStandard) {
  const auto time = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
  ASSERT_TRUE(time);
  EXPECT_EQ(core::to_text(*time), "1994-11-06T08:49:37Z");
}

RC_GTEST_PROP(HttpDate, ReadsBackWhatItWrites, ()) {
  const auto seconds = *rc::gen::inRange<std::int64_t>(0, 9'000'000'000);
  const auto time = core::Timestamp::from_ms(seconds * 1'000);
  RC_ASSERT(parse_http_date(format_http_date(time)) == time);
}

TEST(HttpDate, RefusesOtherForms) {
  for (const auto* text : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
                           "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 1994 08:49:37 GMT",
                           "Sun, 06 Abc 1994 08:49:37 GMT"})
    EXPECT_FALSE(parse_http_date(text)) << text;
}

}  // namespace
}  // namespace atb::net
