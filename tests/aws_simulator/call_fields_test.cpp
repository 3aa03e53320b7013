#include "aws_simulator/call_fields.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

TEST(CallFields, ReadsBothProtocolsAlike) {
  for (const json& input :
       {json{{"N", 7}, {"D", 1.5}, {"F", true}, {"T", 0}},
        json{{"N", "7"}, {"D", "1.5"}, {"F", "true"}, {"T", "1970-01-01T00:00:00+00:00"}}}) {
    const Fields fields{input, "ValidationError"};
    EXPECT_EQ(**fields.integer("N"), 7);
    EXPECT_EQ(**fields.number("D"), 1.5);
    EXPECT_TRUE(*fields.flag("F", false));
    EXPECT_EQ((*fields.time("T"))->us(), 0);
  }
}

TEST(CallFields, TakesAMissingOrNullMemberForNotGiven) {
  const json input{{"A", nullptr}};
  const Fields fields{input, "ValidationError"};
  EXPECT_FALSE(fields.has("A"));
  EXPECT_EQ(*fields.text("A"), "");
  EXPECT_FALSE(*fields.integer("B"));
  EXPECT_TRUE(*fields.flag("B", true));
  EXPECT_TRUE(fields.texts("B")->empty());
  EXPECT_TRUE(fields.objects("B")->empty());
  EXPECT_EQ(fields.needed_text("A").error().code, "ValidationError");
}

TEST(CallFields, RefusesValuesOfAnotherTypeOrOutOfRange) {
  const json input{{"X", json::array({1})}, {"N", "1.5"}, {"Inf", "inf"}, {"Big", 11}};
  const Fields fields{input, "Odd"};
  EXPECT_EQ(fields.text("X").error().code, "Odd");
  EXPECT_EQ(fields.texts("X").error().code, "Odd");
  EXPECT_EQ(fields.objects("X").error().code, "Odd");
  EXPECT_EQ(fields.integer("N").error().code, "Odd");
  EXPECT_EQ(fields.number("Inf").error().code, "Odd");
  EXPECT_EQ(fields.time("N").error().code, "Odd");
  EXPECT_EQ(fields.flag("N", false).error().code, "Odd");
  EXPECT_EQ(fields.integer_between("Big", 1, 1, 10).error().code, "Odd");
}

TEST(CallFields, TakesAnEmptyTextForAnEmptyListOfAQuery) {
  const json input{{"L", ""}, {"V", json::array({"1", 2})}};
  const Fields fields{input, "Odd"};
  EXPECT_TRUE(fields.texts("L")->empty());
  EXPECT_EQ(*fields.numbers("V"), (std::vector<double>{1, 2}));
}

TEST(CallFields, PagesFollowOneAnotherToTheEnd) {
  const auto first = page_of(5, 2, "");
  EXPECT_EQ(first->last, 2U);
  const auto last = page_of(5, 3, first->next);
  EXPECT_EQ(last->first, 2U);
  EXPECT_EQ(last->next, "");
  EXPECT_FALSE(page_of(5, 2, "6"));
  EXPECT_FALSE(page_of(5, 2, "x"));
}

}  // namespace
}  // namespace atb::aws_simulator
