#include "files/owner.h"

#include <gtest/gtest.h>

namespace atb::files {
namespace {

TEST(Owner, ReadsNamesAndNumbers) {
  EXPECT_EQ(parse_owner("root")->user, 0U);
  EXPECT_EQ(parse_owner("root")->group, std::nullopt);
  EXPECT_EQ(parse_owner("root:root")->group, 0U);
  EXPECT_EQ(parse_owner("root:")->group, 0U);
  EXPECT_EQ(parse_owner("1234:56")->user, 1234U);
  EXPECT_EQ(parse_owner("1234:56")->group, 56U);
}

TEST(Owner, NamesWhatIsUnknown) {
  EXPECT_EQ(parse_owner("no-such-user-here").error().kind, core::ErrorKind::not_found);
  const auto group = parse_owner("root:no-such-group-here");
  ASSERT_FALSE(group);
  EXPECT_NE(group.error().message.find("group \"no-such-group-here\""), std::string::npos);
}

TEST(Owner, DoesNotTakeTheNumberThatLeavesTheOwnerAsItIs) {
  EXPECT_EQ(parse_owner("4294967295").error().code, "owner.unknown");
  EXPECT_EQ(parse_owner("0:4294967295").error().code, "owner.unknown");
  EXPECT_EQ(parse_owner("4294967294")->user, 4'294'967'294U);
}

TEST(Owner, RefusesOtherShapes) {
  for (const auto* const text : {"", ":root", "a:b:c"})
    EXPECT_EQ(parse_owner(text).error().code, "owner.malformed") << text;
}

}  // namespace
}  // namespace atb::files
