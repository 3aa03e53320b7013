#include "settings/values.h"

#include <type_traits>

#include <gtest/gtest.h>

#include "settings/support/build.h"

namespace atb::settings {
namespace {

using test::text_of;
using test::values_of;

static_assert(!std::is_copy_constructible_v<Values> &&
              std::is_nothrow_move_constructible_v<Values>);

TEST(Values, KeepTheOrderOfTheirSource) {
  const Values values = values_of({{"B", "1"}, {"A", "2"}});
  EXPECT_EQ(values.begin()->name, "B");
  EXPECT_EQ(values.size(), 2U);
}

TEST(Values, RefuseADuplicateByNameAndKeepTheFirst) {
  Values values;
  ASSERT_TRUE(values.insert("A", core::SecretString{"first"}));
  const auto second = values.insert("A", core::SecretString{"hidden"});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().message, "A is given twice");
  EXPECT_EQ(text_of(values, "A"), "first");
}

TEST(Values, SetReplacesInPlaceAndEraseRemoves) {
  Values values = values_of({{"A", "1"}, {"B", "2"}});
  values.set("A", core::SecretString{"3"});
  EXPECT_EQ(values.begin()->name, "A");
  EXPECT_EQ(text_of(values, "A"), "3");
  EXPECT_TRUE(values.erase("A"));
  EXPECT_FALSE(values.erase("A"));
  EXPECT_EQ(values.find("A"), nullptr);
}

TEST(Values, CloneIsEqualAndIndependent) {
  Values values = values_of({{"A", "1"}});
  const Values copy = values.clone();
  EXPECT_TRUE(copy.equals(values));
  values.set("A", core::SecretString{"2"});
  EXPECT_FALSE(copy.equals(values));
  EXPECT_FALSE(copy.equals(values_of({{"A", "1"}, {"B", "1"}})));
}

TEST(Values, DifferenceNamesWhatWasAddedChangedAndRemoved) {
  const auto found = difference(values_of({{"A", "1"}, {"B", "1"}, {"C", "1"}}),
                                values_of({{"A", "1"}, {"B", "2"}, {"D", "1"}}));
  EXPECT_EQ(found.added, std::vector<std::string>{"D"});
  EXPECT_EQ(found.changed, std::vector<std::string>{"B"});
  EXPECT_EQ(found.removed, std::vector<std::string>{"C"});
  EXPECT_TRUE(difference(values_of({{"A", "1"}}), values_of({{"A", "1"}})).empty());
}

}  // namespace
}  // namespace atb::settings
