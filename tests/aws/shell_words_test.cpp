#include "aws/shell_words.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::aws {
namespace {

using Words = std::vector<std::string>;

TEST(ShellWords, DividesAtBlanksAndJoinsQuotedPieces) {
  EXPECT_EQ(split_words("  a\tb \n c ").value(), (Words{"a", "b", "c"}));
  EXPECT_EQ(split_words(R"(/opt/my\ tool --name 'a "b"' "c d"'e'f)").value(),
            (Words{"/opt/my tool", "--name", R"(a "b")", "c def"}));
  EXPECT_EQ(split_words(R"(x "" '')").value(), (Words{"x", "", ""}));
  EXPECT_TRUE(split_words(" \t").value().empty());
}

TEST(ShellWords, KeepsBackslashesInQuotesAsAShellDoes) {
  EXPECT_EQ(split_words(R"("a\"b\\c\d" '\n' e\f)").value(), (Words{R"(a"b\c\d)", R"(\n)", "ef"}));
}

TEST(ShellWords, ExpandsAndCutsNothing) {
  EXPECT_EQ(split_words("a $HOME ~ `id` ; b | c # d").value(),
            (Words{"a", "$HOME", "~", "`id`", ";", "b", "|", "c", "#", "d"}));
}

TEST(ShellWords, RefusesWhatIsNotClosedWithoutShowingIt) {
  for (const auto* text : {"a 'hunter2", "a \"hunter2", "hunter2\\"}) {
    const auto words = split_words(text);
    ASSERT_FALSE(words) << text;
    EXPECT_EQ(words.error().code, "aws.words_malformed");
    EXPECT_EQ(words.error().message.find("hunter2"), std::string::npos);
  }
}

RC_GTEST_PROP(ShellWords, GetAnyWordsBackThatWereQuoted, (const Words& words)) {
  std::string line;
  for (const auto& word : words) {
    line += " '";
    for (const char c : word) line += c == '\'' ? std::string{"'\\''"} : std::string{c};
    line += "'";
  }
  RC_ASSERT(split_words(line).value() == words);
}

}  // namespace
}  // namespace atb::aws
