#include "aws_simulator/secrets/staging_labels.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::aws_simulator {
namespace {

Versions versions(std::initializer_list<const char*> ids) {
  Versions all;
  for (const auto* id : ids) all.push_back({id, "", false, {}, {}});
  return all;
}

std::string holder(const Versions& all, std::string_view label) {
  const auto* const version = find_stage(all, label);
  return version == nullptr ? "nobody" : version->id;
}

TEST(StagingLabels, PreviousFollowsWhereCurrentLeft) {
  auto all = versions({"a", "b", "c"});
  attach_stage(all, all[0], kCurrent);
  EXPECT_EQ(holder(all, kPrevious), "nobody");
  attach_stage(all, all[1], kCurrent);
  EXPECT_EQ(holder(all, kPrevious), "a");
  attach_stage(all, all[2], kCurrent);
  EXPECT_EQ(holder(all, kPrevious), "b");
}

TEST(StagingLabels, GoingBackTwiceGoesForwardAgain) {
  auto all = versions({"a", "b"});
  attach_stage(all, all[0], kCurrent);
  attach_stage(all, all[1], kCurrent);
  attach_stage(all, *find_stage(all, kPrevious), kCurrent);
  EXPECT_EQ(holder(all, kCurrent), "a");
  EXPECT_EQ(holder(all, kPrevious), "b");
  attach_stage(all, *find_stage(all, kPrevious), kCurrent);
  EXPECT_EQ(holder(all, kCurrent), "b");
}

TEST(StagingLabels, AttachingCurrentWhereItIsChangesNothing) {
  auto all = versions({"a", "b"});
  attach_stage(all, all[0], kCurrent);
  attach_stage(all, all[1], kCurrent);
  attach_stage(all, all[1], kCurrent);
  EXPECT_EQ(holder(all, kPrevious), "a");
}

RC_GTEST_PROP(StagingLabels, ALabelNeverSitsOnTwoVersions, ()) {
  auto all = versions({"a", "b", "c", "d"});
  const auto moves = *rc::gen::container<std::vector<std::pair<std::size_t, bool>>>(
      rc::gen::pair(rc::gen::inRange<std::size_t>(0, 4), rc::gen::arbitrary<bool>()));
  for (const auto& [at, is_current] : moves)
    attach_stage(all, all[at], is_current ? kCurrent : "AWSPENDING");
  for (const auto label : {kCurrent, kPrevious, std::string_view{"AWSPENDING"}}) {
    int holders = 0;
    for (const auto& version : all) holders += version.stages.contains(label) ? 1 : 0;
    RC_ASSERT(holders <= 1);
  }
  if (!moves.empty() && moves.back().second)
    RC_ASSERT(holder(all, kCurrent) == all[moves.back().first].id);
}

}  // namespace
}  // namespace atb::aws_simulator
