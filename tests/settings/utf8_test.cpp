#include "settings/utf8.h"

#include <string>

#include <gtest/gtest.h>

namespace atb::settings {
namespace {

TEST(Utf8, TakesOneCharacterOfEachLength) {
  std::string_view rest = "aé€😀";
  EXPECT_EQ(take_character(rest), U'a');
  EXPECT_EQ(take_character(rest), U'é');
  EXPECT_EQ(take_character(rest), U'€');
  EXPECT_EQ(take_character(rest), U'😀');
  EXPECT_TRUE(rest.empty());
}

TEST(Utf8, RefusesWhatIsNotUtf8AndLeavesIt) {
  for (const std::string_view bad :
       {"\x80", "\xC3", "\xC3(", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\xF8\x88\x80\x80\x80", "\xFF"}) {
    std::string_view rest = bad;
    EXPECT_FALSE(take_character(rest));
    EXPECT_EQ(rest.size(), bad.size());
    EXPECT_FALSE(profile(bad).valid);
  }
}

TEST(Utf8, SeesControlCharacters) {
  for (const std::string_view text :
       {std::string_view{"a\0b", 3}, std::string_view{"\t"}, std::string_view{"\n"},
        std::string_view{"\x7F"}, std::string_view{"\xC2\x85"}})
    EXPECT_TRUE(profile(text).control);
  EXPECT_FALSE(profile("plain é").control);
}

TEST(Utf8, SeesBlanksAlsoOfUnicode) {
  EXPECT_TRUE(profile("a b").blank);
  EXPECT_TRUE(profile("a\xC2\xA0").blank);
  EXPECT_TRUE(profile("\xE3\x80\x80").blank);
  EXPECT_FALSE(profile("a_b").blank);
}

TEST(Utf8, SeesAByteOrderMarkOnlyAtTheStart) {
  EXPECT_TRUE(profile("\xEF\xBB\xBFx").byte_order_mark);
  EXPECT_FALSE(profile("x\xEF\xBB\xBF").byte_order_mark);
}

}  // namespace
}  // namespace atb::settings
