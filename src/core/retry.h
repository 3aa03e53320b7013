#pragma once

#include <optional>

#include "core/time.h"

namespace atb::core {

/// When to try again after a failure that may pass: exponential back-off with full jitter and a
/// quota that stops retries from multiplying an outage. Pure: the random number is passed in and
/// nobody sleeps here.
/// Source: AWS SDK "standard" retry mode (3 attempts, rand * min(base * 2^i, 20 s), quota of 500
/// tokens, 5 a retry, 10 after a time-out, given back on success).
class RetryPolicy {
 public:
  struct Limits {
    int attempts_max = 3;  ///< in total, the first one included; at least 1
    Duration base = Duration::seconds(1);
    Duration cap = Duration::seconds(20);
    int quota_tokens = 500;
  };
  enum class Cause { failure, timeout };

  explicit RetryPolicy(Limits limits) noexcept;

  /// How long to wait before the next try, or nothing when it should not be tried again.
  /// @param attempts_made  tries that have failed so far, from 1
  /// @param random         uniform in [0, 1)
  /// @param server_hint    the wait that the server asked for; the answer is never shorter
  [[nodiscard]] std::optional<Duration> next_delay(int attempts_made, Cause cause, double random,
                                                   std::optional<Duration> server_hint = {});
  /// Gives back what the retries of the call that succeeded took, or one token when it had none.
  /// Failed calls get nothing back.
  void on_success() noexcept;

 private:
  Limits limits_;
  int tokens_;
  int taken_ = 0;
};

}  // namespace atb::core
