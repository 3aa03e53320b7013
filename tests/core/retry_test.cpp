#include "core/retry.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::core {
namespace {

using Cause = RetryPolicy::Cause;

/// Calls that fail until the policy gives up; how many retries it allowed.
int fail_until_refused(RetryPolicy& policy, Cause cause = Cause::failure) {
  int failed = 1;
  while (policy.next_delay(failed, cause, 0.5)) ++failed;
  return failed - 1;
}

RC_GTEST_PROP(RetryPolicy, WaitsAShareOfTheDoubledBaseAndNeverMoreThanTheCap, ()) {
  const auto base_ms = *rc::gen::inRange<std::int64_t>(1, 5'000);
  const auto cap_ms = *rc::gen::inRange<std::int64_t>(1, 60'000);
  const int attempt = *rc::gen::inRange(1, 100);
  const double random = *rc::gen::inRange(0, 1'000) / 1'000.0;
  RetryPolicy policy{{.attempts_max = 1'000,
                      .base = Duration::milliseconds(base_ms),
                      .cap = Duration::milliseconds(cap_ms)}};
  const auto delay = policy.next_delay(attempt, Cause::failure, random);
  RC_ASSERT(delay.has_value());
  double bound_us = static_cast<double>(base_ms) * 1'000;
  for (int i = 1; i < attempt && bound_us < 1e12; ++i) bound_us *= 2;
  bound_us = std::min(bound_us, static_cast<double>(cap_ms) * 1'000);
  RC_ASSERT(delay->us() >= 0);
  RC_ASSERT(static_cast<double>(delay->us()) <= bound_us);
  RC_ASSERT(std::abs(static_cast<double>(delay->us()) - bound_us * random) <= 1.0);
}

RC_GTEST_PROP(RetryPolicy, NeverAnswersSoonerThanTheServerAskedFor, ()) {
  const auto hint = Duration::milliseconds(*rc::gen::inRange<std::int64_t>(0, 120'000));
  const double random = *rc::gen::inRange(0, 1'000) / 1'000.0;
  RetryPolicy policy{{}};
  const auto delay = policy.next_delay(1, Cause::failure, random, hint);
  RC_ASSERT(delay.has_value());
  RC_ASSERT(*delay >= hint);
}

TEST(RetryPolicy, StopsAfterTheLastAttempt) {
  RetryPolicy policy{{.attempts_max = 3}};
  EXPECT_EQ(fail_until_refused(policy), 2);
  RetryPolicy once{{.attempts_max = 1}};
  EXPECT_EQ(fail_until_refused(once), 0);
}

TEST(RetryPolicy, StopsRetryingWhenTheQuotaIsSpent) {
  RetryPolicy policy{{.attempts_max = 3, .quota_tokens = 25}};
  EXPECT_EQ(fail_until_refused(policy), 2);
  EXPECT_EQ(fail_until_refused(policy), 2);
  EXPECT_EQ(fail_until_refused(policy), 1);
  EXPECT_EQ(fail_until_refused(policy), 0);
}

TEST(RetryPolicy, CountsATimeoutTwice) {
  RetryPolicy policy{{.attempts_max = 100, .quota_tokens = 100}};
  EXPECT_EQ(fail_until_refused(policy, Cause::timeout), 10);
  RetryPolicy other{{.attempts_max = 100, .quota_tokens = 100}};
  EXPECT_EQ(fail_until_refused(other, Cause::failure), 20);
}

TEST(RetryPolicy, GivesBackWhatASuccessfulCallTook) {
  RetryPolicy policy{{.attempts_max = 3, .quota_tokens = 10}};
  for (int call = 0; call < 20; ++call) {
    ASSERT_TRUE(policy.next_delay(1, Cause::timeout, 0.5)) << call;
    policy.on_success();
  }
}

TEST(RetryPolicy, GivesBackOneTokenForASuccessWithoutRetry) {
  RetryPolicy policy{{.attempts_max = 2, .quota_tokens = 5}};
  EXPECT_EQ(fail_until_refused(policy), 1);
  for (int call = 0; call < 4; ++call) {
    policy.on_success();
    EXPECT_FALSE(policy.next_delay(1, Cause::failure, 0.5)) << call;
  }
  policy.on_success();
  EXPECT_TRUE(policy.next_delay(1, Cause::failure, 0.5));
}

TEST(RetryPolicy, OneSuccessDoesNotRefillWhatManyFailedCallsSpent) {
  RetryPolicy policy{{.attempts_max = 3, .quota_tokens = 500}};
  for (int call = 0; call < 50; ++call) EXPECT_EQ(fail_until_refused(policy), 2);
  policy.on_success();
  EXPECT_EQ(fail_until_refused(policy), 0);
}

TEST(RetryPolicy, ACallThatWasGivenUpMidwayIsNotPaidBackByTheNext) {
  RetryPolicy policy{{.attempts_max = 3, .quota_tokens = 15}};
  ASSERT_TRUE(policy.next_delay(1, Cause::timeout, 0.5));  // then refused for good, no retry asked
  ASSERT_TRUE(policy.next_delay(1, Cause::failure, 0.5));
  policy.on_success();
  EXPECT_TRUE(policy.next_delay(1, Cause::failure, 0.5));
  EXPECT_FALSE(policy.next_delay(2, Cause::failure, 0.5));
}

TEST(RetryPolicy, NeverHoldsMoreThanItsQuota) {
  RetryPolicy policy{{.attempts_max = 100, .quota_tokens = 20}};
  for (int call = 0; call < 50; ++call) policy.on_success();
  EXPECT_EQ(fail_until_refused(policy), 4);
}

}  // namespace
}  // namespace atb::core
