#pragma once

namespace atb::statistics {

/// Maximum drawdown of an equity curve, one value at a time: the largest (peak - value) / peak, in
/// [0, 1]. The first value counts as a peak, so a loss from the start is seen.
class Drawdown {
 public:
  void add(double value) noexcept {
    if (value >= peak_) {
      peak_ = value;
    } else if (peak_ - value > maximum_ * peak_) {
      maximum_ = (peak_ - value) / peak_;
    }
    last_ = value;
  }
  [[nodiscard]] double maximum() const noexcept { return maximum_; }
  /// (peak - last value) / peak.
  [[nodiscard]] double current() const noexcept;

 private:
  double peak_ = 0;
  double last_ = 0;
  double maximum_ = 0;
};

}  // namespace atb::statistics
