#include "binance_simulator/market/price_path.h"

#include <algorithm>
#include <array>

namespace atb::binance_simulator {
namespace {

constexpr auto kStep = core::Duration::milliseconds(100);
/// After a long pause only the last steps are walked one by one.
constexpr std::int64_t kStepsMax = 600;

class RandomWalk final : public PricePath {
 public:
  RandomWalk(std::uint64_t seed, core::Price start, core::Price tick)
      : dice_{seed}, price_{start}, tick_{tick} {}

  std::vector<core::Price> visit(core::Duration elapsed) override {
    const auto due = elapsed.us() / kStep.us();
    std::vector<core::Price> visited;
    walked_ = std::max(walked_, due - kStepsMax);
    for (; walked_ < due; ++walked_) {
      const auto most = std::max<std::int64_t>(price_.units() / tick_.units() / 10'000, 1);
      std::uniform_int_distribution<std::int64_t> step{-most, most};
      const auto next = price_.units() + step(dice_) * tick_.units();
      price_ = core::Price::from_units(std::max(next, tick_.units()));
      visited.push_back(price_);
    }
    if (visited.empty()) visited.push_back(price_);
    return visited;
  }

 private:
  std::mt19937_64 dice_;
  core::Price price_;
  core::Price tick_;
  std::int64_t walked_ = 0;
};

class CandlePath final : public PricePath {
 public:
  CandlePath(std::vector<market::Candle> candles, core::Duration interval)
      : candles_{std::move(candles)}, quarter_{interval.us() / kPoints} {}

  std::vector<core::Price> visit(core::Duration elapsed) override {
    const auto last = static_cast<std::int64_t>(candles_.size()) * kPoints - 1;
    const auto due = std::min(elapsed.us() / std::max<std::int64_t>(quarter_, 1), last);
    std::vector<core::Price> visited;
    for (at_ = std::max(at_, due - kStepsMax); at_ < due; ++at_) visited.push_back(point(at_ + 1));
    if (visited.empty()) visited.push_back(point(std::max<std::int64_t>(at_, 0)));
    return visited;
  }

 private:
  static constexpr std::int64_t kPoints = 4;

  [[nodiscard]] core::Price point(std::int64_t index) const {
    const auto& candle = candles_[static_cast<std::size_t>(index / kPoints)];
    const bool rises = candle.close >= candle.open;
    const std::array<core::Price, kPoints> points{candle.open, rises ? candle.low : candle.high,
                                                  rises ? candle.high : candle.low, candle.close};
    return points[static_cast<std::size_t>(index % kPoints)];
  }

  std::vector<market::Candle> candles_;
  std::int64_t quarter_;
  std::int64_t at_ = -1;
};

}  // namespace

std::unique_ptr<PricePath> random_walk(std::uint64_t seed, core::Price start, core::Price tick) {
  return std::make_unique<RandomWalk>(seed, start, tick);
}

std::unique_ptr<PricePath> candle_path(std::vector<market::Candle> candles,
                                       core::Duration interval) {
  return std::make_unique<CandlePath>(std::move(candles), interval);
}

}  // namespace atb::binance_simulator
