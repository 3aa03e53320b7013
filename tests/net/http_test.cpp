#include "net/http.h"

#include <gtest/gtest.h>

namespace atb::net {
namespace {

TEST(Http, DoesNotCallAForeignErrorUnsent) {
  EXPECT_FALSE(certainly_not_sent({core::ErrorKind::temporary, "aws.whatever", "", ""}));
  EXPECT_FALSE(is_time_out({core::ErrorKind::temporary, "aws.whatever", "", ""}));
}

TEST(Http, CarriesTextThroughABodyUnchanged) {
  const std::string text{"a\0b", 3};
  EXPECT_EQ(as_text(to_body(text)), text);
}

}  // namespace
}  // namespace atb::net
