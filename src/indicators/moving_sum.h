#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/amount.h"

namespace atb::indicators {

/// Exact sum of the last `length` prices, as a count of 1e-8 units. Averages of different lengths
/// are compared by cross-multiplying the sums, so that a tie is a tie and not a rounding.
class MovingSum {
 public:
  /// @pre length >= 1
  explicit MovingSum(std::size_t length) : window_(length, 0) {}

  void push(core::Price price) noexcept {
    sum_ += core::Int128{price.units()} - window_[next_];
    window_[next_] = price.units();
    next_ = next_ + 1 == window_.size() ? 0 : next_ + 1;
    seen_ += seen_ < window_.size() ? 1U : 0U;
  }
  /// True once `length` prices were seen; before that the sum counts the missing ones as zero.
  [[nodiscard]] bool ready() const noexcept { return seen_ == window_.size(); }
  [[nodiscard]] core::Int128 units() const noexcept { return sum_; }
  [[nodiscard]] std::size_t length() const noexcept { return window_.size(); }
  /// sum / length, for display only.
  [[nodiscard]] double average() const noexcept;

 private:
  std::vector<std::int64_t> window_;
  std::size_t next_ = 0;
  std::size_t seen_ = 0;
  core::Int128 sum_ = 0;
};

}  // namespace atb::indicators
