#include "binance/streams/candle_feed.h"

#include <utility>

namespace atb::binance {
namespace {

/// A close that is so late was missed, or nothing trades.
constexpr auto kGrace = core::Duration::seconds(5);
constexpr auto kAskAgain = core::Duration::seconds(2);
/// REST follows the engine: a candle that none follows yet is final only so long after its end.
constexpr auto kSettled = core::Duration::seconds(30);
/// Candles kept while an earlier one is missing; REST brings them again.
constexpr std::size_t kAheadMax = 1'000;

}  // namespace

CandleFeed::CandleFeed(core::Duration interval, core::Timestamp first) noexcept
    : interval_{interval}, next_{first} {}

void CandleFeed::deliver(const market::Candle& candle) {
  ready_.push_back(candle);
  next_ = candle.open_time + interval_;
}

void CandleFeed::drain() {
  while (!ahead_.empty() && ahead_.begin()->first <= next_) {
    const auto first = ahead_.extract(ahead_.begin());
    if (first.key() == next_) deliver(first.mapped());
  }
}

void CandleFeed::on_kline(const KlineEvent& kline) {
  const auto& candle = kline.candle;
  if (candle.open_time > next_) check_ = true;  // also when it is still open: one was missed
  if (!kline.closed || candle.open_time < next_) return;
  if (candle.open_time == next_) {
    deliver(candle);
    drain();
    check_ = !ahead_.empty();  // it is the one that was next: nothing before it is missing
    return;
  }
  if (ahead_.size() < kAheadMax) ahead_.emplace(candle.open_time, candle);
}

void CandleFeed::on_klines(core::Timestamp start, std::span<const KlineReport> klines,
                           core::Timestamp server_time) {
  // What lies between `next_` and a later start was not asked for: nothing is known of it.
  if (start > next_) return;
  for (std::size_t i = 0; i < klines.size(); ++i) {
    const auto& candle = klines[i].candle;
    const bool followed = i + 1 < klines.size();
    const bool closed = followed || candle.open_time + interval_ + kSettled <= server_time;
    if (candle.open_time < next_) continue;
    // Oldest first and complete from `start` on: what is left out before this one does not exist.
    if (!closed) {
      next_ = candle.open_time;
      break;
    }
    deliver(candle);
  }
  drain();
  // A full page, or a stream that is ahead of it, means that there is more to ask for.
  check_ = !ahead_.empty() || (!klines.empty() && next_ + interval_ + kGrace <= server_time);
}

std::vector<market::Candle> CandleFeed::take() {
  return std::exchange(ready_, {});
}

std::optional<core::Timestamp> CandleFeed::wanted(core::Timestamp now) {
  const bool late = next_ + interval_ + kGrace <= now;
  // Nothing can be missing while the next candle has not closed.
  const bool possible = next_ + interval_ <= now;
  if (!possible || !(late || check_)) return std::nullopt;
  if (asked_ && now >= *asked_ && now - *asked_ < kAskAgain) return std::nullopt;
  asked_ = now;
  return next_;
}

}  // namespace atb::binance
