#include "binance_simulator/wire/parameters.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

template <class T>
int code_of(const exchange::Outcome<T>& outcome) {
  return outcome ? 0 : outcome.error().code;
}

Parameters parameters(std::string_view query, std::string_view form = {}) {
  return Parameters::from_request(query, form).value();
}

TEST(Parameters, AreDecodedFromQueryAndForm) {
  auto both = parameters("symbol=%EF%BC%91&side=BUY", "quantity=1&price=0.1");
  EXPECT_EQ(both.text("symbol"), "１");
  EXPECT_EQ(both.text("side"), "BUY");
  EXPECT_EQ(**both.optional_decimal("price"), 10'000'000);
}

TEST(Parameters, TheQueryCountsWhereBothHaveTheName) {
  auto both = parameters("side=BUY", "side=SELL");
  EXPECT_EQ(both.text("side"), "BUY");
  EXPECT_TRUE(both.all_read());
}

TEST(Parameters, TwiceInOnePlaceIsRefused) {
  EXPECT_EQ(code_of(Parameters::from_request("a=1&a=2", "")), -1101);
}

TEST(Parameters, ABrokenEscapeIsRefused) {
  for (const auto* const text : {"a=%", "a=%4", "a=%zz", "%=1"})
    EXPECT_EQ(code_of(Parameters::from_request(text, "")), -1100) << text;
  EXPECT_EQ(parameters("a=%41").text("a"), "A");
}

TEST(Parameters, AMissingOneAndAnEmptyOneAreNamed) {
  auto sent = parameters("price=");
  const auto missing = sent.text("symbol");
  EXPECT_EQ(missing.error().message,
            "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
  EXPECT_EQ(missing.error().code, -1102);
  EXPECT_EQ(code_of(sent.optional_decimal("price")), -1105);
}

TEST(Parameters, OnlyPlainDecimalsAreNumbers) {
  for (const auto* const text : {"1e3", "-1", ".5", "1.", "1%2C5", "0x1", "NaN", "%201"}) {
    auto sent = parameters(std::string{"q="} + text);
    EXPECT_EQ(code_of(sent.optional_decimal("q")), -1100) << text;
  }
  auto fine = parameters("q=0.123456789");
  EXPECT_EQ(fine.optional_decimal("q").error().message, "Parameter 'q' has too much precision.");
  EXPECT_EQ(code_of(parameters("q=123456789012345678901").optional_decimal("q")), -1100);
}

TEST(Parameters, NumbersHaveDigitsOnlyAndFit) {
  EXPECT_EQ(parameters("id=9007199254740993").number("id"), 9'007'199'254'740'993);
  EXPECT_EQ(code_of(parameters("id=1.0").number("id")), -1100);
  EXPECT_EQ(code_of(parameters("id=99999999999999999999").number("id")), -1130);
  EXPECT_EQ(code_of(parameters("").number("id")), -1102);
}

TEST(Parameters, ALimitIsCutToItsMaximum) {
  EXPECT_EQ(parameters("limit=5001").limit("limit", 100, 5000), 5000);
  EXPECT_EQ(parameters("").limit("limit", 100, 5000), 100);
  EXPECT_EQ(code_of(parameters("limit=0").limit("limit", 100, 5000)), -1130);
}

TEST(Parameters, TimesMayBeMillisecondsOrMicroseconds) {
  EXPECT_EQ((**parameters("t=1499827319559").optional_time("t")).us(), 1'499'827'319'559'000);
  EXPECT_EQ((**parameters("t=1499827319559123").optional_time("t")).us(), 1'499'827'319'559'123);
}

TEST(Parameters, FlagsListsAndClientIds) {
  EXPECT_TRUE(**parameters("f=TRUE").optional_flag("f"));
  EXPECT_EQ(code_of(parameters("f=1").optional_flag("f")), -1130);
  const auto list = parameters("s=%5B%22A%22,%22B%22%5D").optional_list("s");
  EXPECT_EQ(**list, (std::vector<std::string>{"A", "B"}));
  EXPECT_EQ(code_of(parameters("s=A").optional_list("s")), -1100);
  EXPECT_EQ(parameters("c=atb-1_X").client_id("c"), "atb-1_X");
  EXPECT_EQ(parameters("c=a.b").client_id("c").error().message,
            "Illegal characters found in parameter 'c'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.");
  EXPECT_EQ(code_of(parameters("c=" + std::string(37, 'x')).client_id("c")), -1100);
}

TEST(Parameters, OnesThatNobodyReadAreRefused) {
  auto sent = parameters("symbol=A&typo=1");
  ASSERT_TRUE(sent.text("symbol"));
  EXPECT_EQ(sent.all_read().error().message,
            "Not all sent parameters were read; read '1' parameter(s) but was sent '2'.");
}

TEST(Parameters, OfAWebSocketMessageKeepTheFormOfTheirNumbers) {
  auto sent =
      Parameters::from_json(R"({ "symbol":"BTCUSDT", "price" : 52000.00,"quantity":"0.01000000",)"
                            R"("flag":true,"none":null,"symbols":["A","}"], "signature":"x"})")
          .value();
  EXPECT_EQ(sent.sorted_payload(),
            R"(flag=true&price=52000.00&quantity=0.01000000&symbol=BTCUSDT&symbols=["A","}"])");
  EXPECT_FALSE(sent.has("none"));
}

TEST(Parameters, OfAWebSocketMessageAreAnObject) {
  for (const auto* const text : {"[]", "1", "{", "\"a\"", "{\"a\":1,}"})
    EXPECT_EQ(code_of(Parameters::from_json(text)), -1100) << text;
  EXPECT_EQ(code_of(Parameters::from_json(R"({"a":1,"a":2})")), -1101);
}

TEST(SignedPayload, IsQueryAndFormAsSentWithoutTheSignature) {
  EXPECT_EQ(signed_payload("symbol=%41&signature=x&b=1", "c=2&signature=y"), "symbol=%41&b=1c=2");
  EXPECT_EQ(signed_payload("", "a=1&signature=z"), "a=1");
}

}  // namespace
}  // namespace atb::binance_simulator
