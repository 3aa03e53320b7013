#include "core/error.h"

#include <memory>
#include <set>

#include <gtest/gtest.h>

namespace atb::core {
namespace {

constexpr std::initializer_list<ErrorKind> kKinds{
    ErrorKind::internal,  ErrorKind::usage,     ErrorKind::settings, ErrorKind::not_authorised,
    ErrorKind::not_found, ErrorKind::temporary, ErrorKind::refused};

Result<int> parse_digit(char c) {
  if (c < '0' || c > '9') return fail(ErrorKind::usage, "digit.malformed", "not a digit");
  return c - '0';
}

Result<int> sum_of(char a, char b, int& evaluated) {
  ATB_ASSIGN(const int first, parse_digit(a));
  ++evaluated;
  ATB_TRY(parse_digit(b));
  ++evaluated;
  return first + *parse_digit(b);
}

Result<std::unique_ptr<int>> boxed(int value) {
  ATB_ASSIGN(auto box, Result<std::unique_ptr<int>>{std::make_unique<int>(value)});
  return box;
}

TEST(ExitCode, IsTheDocumentedOne) {
  int expected = 1;
  for (const auto kind : kKinds) EXPECT_EQ(exit_code(kind), expected++);
}

TEST(ExitCode, HasItsOwnWordsForEachKind) {
  std::set<std::string_view> words;
  for (const auto kind : kKinds) words.insert(describe(kind));
  EXPECT_EQ(words.size(), kKinds.size());
}

TEST(Render, SaysWhatFailedWhatToDoAndTheExitCode) {
  const Error error{ErrorKind::settings, "settings.missing", "BINANCE_API_KEY is not set",
                    "Add the key:\nai-trading-bot-secrets set BINANCE_API_KEY"};
  EXPECT_EQ(render(error),
            "error: BINANCE_API_KEY is not set [settings.missing]\n"
            "  Add the key:\n"
            "  ai-trading-bot-secrets set BINANCE_API_KEY\n"
            "  (exit 3, settings invalid)");
}

TEST(Render, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(render({ErrorKind::internal, "", "disk full", ""}),
            "error: disk full\n  (exit 1, unexpected failure)");
}

TEST(AddContext, PutsTheContextBeforeTheMessageAndKeepsTheRest) {
  const Error inner{ErrorKind::not_found, "file.missing", "no such file", "Create it."};
  const Result<void> outer = add_context(inner, "candles.csv");
  EXPECT_EQ(outer.error().message, "candles.csv: no such file");
  EXPECT_EQ(outer.error().code, "file.missing");
  EXPECT_EQ(outer.error().kind, ErrorKind::not_found);
  EXPECT_EQ(outer.error().advice, "Create it.");
}

TEST(ErrorMacros, GoOnWhileAllIsWell) {
  int evaluated = 0;
  EXPECT_EQ(sum_of('2', '3', evaluated), 5);
  EXPECT_EQ(evaluated, 2);
}

TEST(ErrorMacros, HandTheFirstErrorUpAndStopThere) {
  int evaluated = 0;
  EXPECT_EQ(sum_of('x', '3', evaluated).error().code, "digit.malformed");
  EXPECT_EQ(evaluated, 0);
  EXPECT_EQ(sum_of('2', 'x', evaluated).error().code, "digit.malformed");
  EXPECT_EQ(evaluated, 1);
}

TEST(ErrorMacros, MoveAValueThatCannotBeCopied) {
  EXPECT_EQ(**boxed(7), 7);
}

}  // namespace
}  // namespace atb::core
