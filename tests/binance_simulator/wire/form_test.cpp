#include "binance_simulator/wire/form.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(ReadForm, HandsOutFieldsInTheirOrder) {
  std::string seen;
  ASSERT_TRUE(read_form("b=%26&&a=x+y&c", [&](const std::string& name, const std::string& value) {
    seen += name + ":" + value + ";";
    return exchange::Outcome<void>{};
  }));
  EXPECT_EQ(seen, "b:&;a:x y;c:;");
}

TEST(ReadForm, StopsAtARefusal) {
  int calls = 0;
  const auto outcome =
      read_form("a=1&b=2", [&](const std::string&, const std::string&) -> exchange::Outcome<void> {
        ++calls;
        return exchange::refuse(-1, "no");
      });
  EXPECT_FALSE(outcome);
  EXPECT_EQ(calls, 1);
}

TEST(ReadForm, RefusesHundredsOfFields) {
  std::string text;
  for (int i = 0; i < 201; ++i) text += "a" + std::to_string(i) + "=1&";
  const auto take = [](const std::string&, const std::string&) {
    return exchange::Outcome<void>{};
  };
  EXPECT_EQ(read_form(text, take).error().code, -1101);
}

}  // namespace
}  // namespace atb::binance_simulator
