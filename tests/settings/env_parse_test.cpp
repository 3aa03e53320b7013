#include <string>

#include <gtest/gtest.h>

#include "settings/env_file.h"
#include "settings/support/build.h"

namespace atb::settings {
namespace {

using test::holds;
using test::text_of;

std::string advice_of(std::string_view text) {
  const auto values = parse_env(text);
  return values ? "accepted" : values.error().advice;
}

TEST(EnvFile, ReadsCommentsBlankLinesAndAllNotations) {
  const auto values = parse_env(
      "# comment = with 'things'\n\n  \t\n  A=bare#1!\nB=\nC='a b $x \"'\n"
      "D=\"it's \\\\ \\\" \\$ \\`\"\nE=ü");
  ASSERT_TRUE(values) << values.error().advice;
  EXPECT_EQ(text_of(*values, "A"), "bare#1!");
  EXPECT_EQ(text_of(*values, "B"), "");
  EXPECT_EQ(text_of(*values, "C"), "a b $x \"");
  EXPECT_EQ(text_of(*values, "D"), "it's \\ \" $ `");
  EXPECT_EQ(text_of(*values, "E"), "ü");
  EXPECT_TRUE(parse_env("")->empty());
}

TEST(EnvFile, RefusesADuplicateKeyWithItsNameAndBothLines) {
  EXPECT_EQ(advice_of("A=1\nB=2\nA=3\n"), "line 3: A is given twice, first on line 1");
}

TEST(EnvFile, RefusesWhatReadersTakeDifferently) {
  EXPECT_TRUE(holds(advice_of("export A=1"), "export"));
  EXPECT_TRUE(holds(advice_of("A=1 # note"), "comment"));
  EXPECT_TRUE(holds(advice_of("A=two words"), "blank"));
  EXPECT_TRUE(holds(advice_of("A=trailing "), "blank"));
  EXPECT_TRUE(holds(advice_of("A=a\xC2\xA0"), "blank of Unicode"));
  EXPECT_TRUE(holds(advice_of("A='x' # note"), "closing quote"));
  EXPECT_TRUE(holds(advice_of("A=\"x\" "), "closing quote"));
  EXPECT_TRUE(holds(advice_of("A='${B}'"), "${"));
  EXPECT_TRUE(holds(advice_of("A='a\\b'"), "backslash"));
  EXPECT_TRUE(holds(advice_of("A=\"a\\n\""), "backslash"));
  EXPECT_TRUE(holds(advice_of("A=\"$B\""), "expands"));
  EXPECT_TRUE(holds(advice_of("A=\"`id`\""), "expands"));
  EXPECT_TRUE(holds(advice_of("# note \\\nA=1"), "systemd"));
}

TEST(EnvFile, RefusesEveryShellCharacterOutsideQuotes) {
  for (const char c : std::string_view{"\"'\\$&();<>|`~"}) {
    const std::string line = std::string{"A=x"} + c + "y";
    EXPECT_TRUE(holds(advice_of(line), "shell character")) << c;
  }
}

TEST(EnvFile, RefusesBrokenQuotes) {
  EXPECT_TRUE(holds(advice_of("A='x"), "no closing '"));
  EXPECT_TRUE(holds(advice_of("A=\"x"), "no closing \""));
  EXPECT_TRUE(holds(advice_of("A=\"x\\\""), "no closing \""));
  EXPECT_TRUE(holds(advice_of("A=\"x\\"), "backslash"));
  EXPECT_TRUE(holds(advice_of("A='a\nb'"), "no closing '"));
}

TEST(EnvFile, RefusesBadNamesAndThoseOfTheLoader) {
  for (const auto* const line : {"a=1", "A =1", " =1", "=1", "1A=1", "A-B=1", "; note", "word"})
    EXPECT_TRUE(advice_of(line).starts_with("line 1: has no ")) << line;
  EXPECT_TRUE(holds(advice_of("LD_PRELOAD=/x.so"), "LD_PRELOAD would change"));
}

TEST(EnvFile, RefusesBytesThatAreNoPlainText) {
  EXPECT_TRUE(holds(advice_of("A=1\r\n"), "Windows"));
  EXPECT_TRUE(holds(advice_of("\xEF\xBB\xBF"
                              "A=1"),
                    "byte order mark"));
  EXPECT_TRUE(holds(advice_of("A='\xEF\xBB\xBFx'"), "byte order mark"));
  EXPECT_TRUE(holds(advice_of("A=\xFF"), "UTF-8"));
  EXPECT_TRUE(holds(advice_of({"A=a\0b", 5}), "control character"));
  EXPECT_TRUE(holds(advice_of("A='a\tb'"), "control character"));
}

TEST(EnvFile, ReportsEveryFaultWithItsLineAndNeverAValue) {
  const auto values = parse_env("A=hidden1 x\nB=fine\nhidden2\nC='hidden3\n");
  ASSERT_FALSE(values);
  EXPECT_EQ(values.error().kind, core::ErrorKind::settings);
  EXPECT_EQ(values.error().code, "env.malformed");
  EXPECT_TRUE(holds(values.error().message, "3 lines"));
  EXPECT_TRUE(holds(values.error().advice, "line 1: A "));
  EXPECT_TRUE(holds(values.error().advice, "line 3: "));
  EXPECT_TRUE(holds(values.error().advice, "line 4: C "));
  EXPECT_FALSE(holds(test::shown(values.error()), "hidden"));
}

}  // namespace
}  // namespace atb::settings
