#include "aws_simulator/query_form.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

std::string nested(std::string_view body) {
  const auto form = parse_form(body);
  if (!form) return "no form";
  const auto tree = nest_form(*form);
  return tree ? tree->dump() : "no tree";
}

TEST(QueryForm, DecodesEscapesAndBlanks) {
  EXPECT_EQ(nested("A=a%20b+c%3d&B=&C"), R"({"A":"a b c=","B":"","C":""})");
  EXPECT_EQ(nested(""), "{}");
}

TEST(QueryForm, RefusesBrokenEscapes) {
  for (const auto* body : {"A=%", "A=%2", "A=%zz", "%g0=a"}) EXPECT_EQ(nested(body), "no form");
}

TEST(QueryForm, MakesListsInTheOrderOfTheirNumbers) {
  EXPECT_EQ(nested("T.member.10.K=j&T.member.2.K=b&T.member.1.K=a"),
            R"({"T":[{"K":"a"},{"K":"b"},{"K":"j"}]})");
  EXPECT_EQ(nested("E.member.1.V.member.1=x&E.member.1.V.member.2=y"),
            R"({"E":[{"V":["x","y"]}]})");
}

TEST(QueryForm, KeepsAnObjectThatOnlyLooksLikeAList) {
  EXPECT_EQ(nested("T.member.x=1"), R"({"T":{"member":{"x":"1"}}})");
}

TEST(QueryForm, RefusesNamesThatContradictEachOtherOrAreTooDeep) {
  EXPECT_EQ(nested("A=1&A.B=2"), "no tree");
  std::string deep = "A";
  for (int i = 0; i < 16; ++i) deep += ".A";
  EXPECT_EQ(nested(deep + "=1"), "no tree");
}

}  // namespace
}  // namespace atb::aws_simulator
