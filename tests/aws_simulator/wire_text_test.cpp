#include "aws_simulator/wire_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

TEST(WireText, WritesOneResultInEitherProtocol) {
  const json result{{"Names", {"a", "b<"}}, {"On", true}, {"Gone", nullptr}};
  EXPECT_EQ(to_answer(Protocol::query, result).body,
            "<Names><member>a</member><member>b&lt;</member></Names><On>true</On>");
  EXPECT_EQ(json::parse(to_answer(Protocol::json, result).body), result);
  EXPECT_EQ(to_answer(Protocol::query, nullptr).body, "");
}

TEST(WireText, ReplacesWhatXmlCannotCarry) {
  EXPECT_EQ(to_xml({{"A", std::string{"x\x01y&\n"}}}), "<A>x?y&amp;\n</A>");
}

TEST(WireText, WritesTimesAsEachProtocolHasThem) {
  const auto time = core::Timestamp::from_ms(1'500);
  EXPECT_EQ(to_wire(Protocol::json, time), 1.5);
  EXPECT_EQ(to_wire(Protocol::query, time), "1970-01-01T00:00:01.5Z");
}

TEST(WireText, EncodesEverythingThatIsReserved) {
  EXPECT_EQ(percent_encode("{\"a\": ~}\xC3\xA9"), "%7B%22a%22%3A%20~%7D%C3%A9");
}

}  // namespace
}  // namespace atb::aws_simulator
