#include "aws/cloudtrail_types.h"

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

bool reads_with(EventSelector selector) {
  return EventSelectors{{std::move(selector)}, {}}.record_secret_reads();
}

bool reads_with_fields(std::vector<FieldSelector> fields) {
  return EventSelectors{{}, {{"n", std::move(fields)}}}.record_secret_reads();
}

const FieldSelector kManagement{.field = "eventCategory", .equals = {"Management"}};

TEST(EventSelectors, RecordReadsUnlessTheyAreLeftOut) {
  EXPECT_TRUE(reads_with(EventSelector{}));
  EXPECT_TRUE(reads_with(EventSelector{.read_write = "ReadOnly"}));
  EXPECT_TRUE(reads_with(EventSelector{.excluded_sources = {"kms.amazonaws.com"}}));
  EXPECT_FALSE(reads_with(EventSelector{.read_write = "WriteOnly"}));
  EXPECT_FALSE(reads_with(EventSelector{.management_events = false}));
  EXPECT_FALSE(reads_with(EventSelector{.excluded_sources = {"secretsmanager.amazonaws.com"}}));
  EXPECT_FALSE(EventSelectors{}.record_secret_reads());
}

TEST(EventSelectors, MustMatchInAllFieldsOfANewerSelector) {
  EXPECT_TRUE(reads_with_fields({kManagement}));
  EXPECT_TRUE(reads_with_fields({kManagement, {.field = "readOnly", .equals = {"true"}}}));
  EXPECT_TRUE(reads_with_fields(
      {kManagement, {.field = "eventSource", .not_equals = {"kms.amazonaws.com"}}}));
  EXPECT_FALSE(reads_with_fields({kManagement, {.field = "readOnly", .equals = {"false"}}}));
  EXPECT_FALSE(reads_with_fields(
      {kManagement, {.field = "eventSource", .not_equals = {"secretsmanager.amazonaws.com"}}}));
  EXPECT_FALSE(reads_with_fields({{.field = "eventCategory", .equals = {"Data"}}}));
}

TEST(EventSelectors, CountWhatIsNotUnderstoodAsNo) {
  EXPECT_FALSE(
      reads_with_fields({kManagement, {.field = "eventName", .equals = {"GetSecretValue"}}}));
  EXPECT_FALSE(reads_with_fields({kManagement, {.field = "eventSource", .has_others = true}}));
  EXPECT_FALSE(reads_with_fields({}));
}

TEST(EventSelectors, NeedOnlyOneThatRecords) {
  EXPECT_TRUE((EventSelectors{{{.read_write = "WriteOnly"}, {.read_write = "ReadOnly"}}, {}})
                  .record_secret_reads());
}

}  // namespace
}  // namespace atb::aws
