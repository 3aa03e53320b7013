#include "settings/env_grammar.h"

#include <string>

#include <gtest/gtest.h>

namespace atb::settings {
namespace {

TEST(EnvGrammar, TakesTheSimplestNotationThatAllReadersAgreeOn) {
  EXPECT_EQ(notation_for(""), Notation::bare);
  EXPECT_EQ(notation_for("sqlite:///data/trading_bot.db"), Notation::bare);
  EXPECT_EQ(notation_for("schlüssel"), Notation::bare);
  EXPECT_EQ(notation_for("a b"), Notation::single_quoted);
  EXPECT_EQ(notation_for("pa$$word"), Notation::single_quoted);
  EXPECT_EQ(notation_for("?a=1&b=2"), Notation::single_quoted);
  EXPECT_EQ(notation_for("it's"), Notation::double_quoted);
  EXPECT_EQ(notation_for("a\\b"), Notation::double_quoted);
  EXPECT_EQ(notation_for("it's $1"), Notation::escaped);
  EXPECT_EQ(notation_for("${A}"), Notation::escaped);
}

TEST(EnvGrammar, KeepsAFinalBackslashFromPythonDotenv) {
  EXPECT_EQ(notation_for("ends in \\"), Notation::escaped);
}

TEST(EnvGrammar, HasNoNotationForControlCharactersAndInvalidText) {
  for (const std::string value : {"a\nb", "a\tb", "\x7F", "\xC2\x85", "\xFF", "\xEF\xBB\xBFx"})
    EXPECT_EQ(notation_for(value), Notation::none);
}

TEST(EnvGrammar, QuotesABlankOfUnicodeThatPythonWouldStrip) {
  EXPECT_EQ(notation_for("a\xC2\xA0"), Notation::single_quoted);
}

TEST(EnvGrammar, KnowsTheShapeOfANameAndTheNamesThatPowerHides) {
  EXPECT_TRUE(has_name_shape("A_1"));
  for (const auto* const bad : {"", "a", "1A", "_A", "A-B", "A B", "Ä"})
    EXPECT_FALSE(has_name_shape(bad));
  EXPECT_FALSE(has_name_shape(std::string(129, 'A')));
  for (const auto* const bad : {"LD_PRELOAD", "PATH", "BASH_ENV", "IFS", "ENV", "PYTHONPATH",
                                "PYTHONSTARTUP", "SSLKEYLOGFILE", "GLIBC_TUNABLES"})
    EXPECT_TRUE(is_dangerous_name(bad)) << bad;
  EXPECT_FALSE(is_dangerous_name("ENVIRONMENT"));
  EXPECT_FALSE(is_dangerous_name("PATHS"));
}

}  // namespace
}  // namespace atb::settings
