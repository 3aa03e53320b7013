#include "net/http.h"

#include <gtest/gtest.h>

namespace atb::net {
namespace {

TEST(Http, DoesNotCallAForeignErrorUnsent) {
  EXPECT_FALSE(certainly_not_sent({core::ErrorKind::temporary, "aws.whatever", "", ""}));
  EXPECT_FALSE(is_time_out({core::ErrorKind::temporary, "aws.whatever", "", ""}));
}

TEST(Http, RefusesALineBreakInAHeaderAndDoesNotRepeatTheValue) {
  EXPECT_TRUE(check_lines({{"X-Key", "value"}}));
  for (const auto& value : {std::string{"a\rb"}, std::string{"a\nb"}, std::string{"a\0b", 3}}) {
    const auto refused = check_lines({{"X-Key", value}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, codes::kHeaderMalformed);
    EXPECT_EQ(refused.error().message, "the header x-key holds a line break");
  }
  EXPECT_FALSE(check_lines({{"X-Key\r\nX-Forged", "value"}}));
}

TEST(Http, CarriesTextThroughABodyUnchanged) {
  const std::string text{"a\0b", 3};
  EXPECT_EQ(as_text(to_body(text)), text);
}

}  // namespace
}  // namespace atb::net
