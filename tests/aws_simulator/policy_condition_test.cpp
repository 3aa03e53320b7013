#include "aws_simulator/policy_condition.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

struct Case {
  const char* test;
  std::vector<std::string> wanted;
  std::vector<std::string> actual;  ///< empty: the key is missing
  bool holds;
};

Condition condition_of(const Case& row) {
  Condition condition;
  condition.test = row.test;
  condition.key = "aws:Key";
  condition.values = row.wanted;
  return condition;
}

ConditionContext context_of(const std::vector<std::string>& values) {
  if (values.empty()) return {};
  return to_context({{"AWS:key", values}});
}

TEST(PolicyCondition, ComparesAsItsOperatorSays) {
  const std::vector<Case> rows{
      {"StringEquals", {"a", "b"}, {"b"}, true},
      {"StringEquals", {"a"}, {"A"}, false},
      {"StringEqualsIgnoreCase", {"a"}, {"A"}, true},
      {"StringNotEquals", {"a", "b"}, {"b"}, false},
      {"StringNotEquals", {"a"}, {}, true},
      {"StringEquals", {"a"}, {}, false},
      {"StringLike", {"a*"}, {"abc"}, true},
      {"StringNotLike", {"a*"}, {"abc"}, false},
      {"ArnLike", {"arn:aws:iam::*:role/x"}, {"arn:aws:iam::1:role/x"}, true},
      {"ArnNotEquals", {"arn:aws:iam::1:role/x"}, {"arn:aws:iam::1:role/x"}, false},
      {"Bool", {"true"}, {"True"}, true},
      {"Null", {"true"}, {}, true},
      {"Null", {"false"}, {}, false},
      {"IpAddress", {"192.0.2.0/24"}, {"192.0.2.77"}, true},
      {"IpAddress", {"192.0.2.0/24"}, {"192.0.3.1"}, false},
      {"IpAddress", {"2001:db8::/32"}, {"2001:db8::1"}, true},
      {"IpAddress", {"192.0.2.1"}, {"192.0.2.1"}, true},
      {"IpAddress", {"192.0.2.0/99"}, {"192.0.2.1"}, false},
      {"NotIpAddress", {"192.0.2.0/24"}, {"192.0.3.1"}, true},
  };
  for (const auto& row : rows)
    EXPECT_EQ(holds(condition_of(row), context_of(row.actual)), row.holds)
        << row.test << ' ' << row.wanted.front();
}

TEST(PolicyCondition, IfExistsHoldsWithoutTheKey) {
  auto condition = condition_of({"StringEquals", {"a"}, {}, true});
  condition.if_exists = true;
  EXPECT_TRUE(holds(condition, {}));
  EXPECT_FALSE(holds(condition, context_of({"b"})));
  EXPECT_TRUE(misses_key(condition, {}));
  EXPECT_FALSE(misses_key(condition, context_of({"b"})));
}

TEST(PolicyCondition, QuantifiersLookAtEveryValue) {
  auto condition = condition_of({"StringEquals", {"a", "b"}, {}, true});
  condition.quantifier = Quantifier::all_values;
  EXPECT_TRUE(holds(condition, context_of({"a", "b"})));
  EXPECT_FALSE(holds(condition, context_of({"a", "c"})));
  EXPECT_TRUE(holds(condition, {}));
  condition.quantifier = Quantifier::any_value;
  EXPECT_TRUE(holds(condition, context_of({"a", "c"})));
  EXPECT_FALSE(holds(condition, context_of({"c"})));
  EXPECT_FALSE(holds(condition, {}));
}

}  // namespace
}  // namespace atb::aws_simulator
