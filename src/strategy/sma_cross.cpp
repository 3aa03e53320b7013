#include "strategy/sma_cross.h"

#include <fmt/format.h>

namespace atb::strategy {
namespace {

int sign(core::Int128 value) {
  return (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0);
}

}  // namespace

SmaCross::SmaCross(std::size_t fast, std::size_t slow) : fast_{fast}, slow_{slow} {}

Signal SmaCross::on_candle(const market::Candle& candle) {
  // fast average - slow average, times both lengths: exact, and cheaper to change than to multiply
  // the sums anew. The changes are below 2^63, the lengths below 2^17.
  difference_ += core::Int128{fast_.push(candle.close)} * static_cast<std::int64_t>(slow_.length());
  difference_ -= core::Int128{slow_.push(candle.close)} * static_cast<std::int64_t>(fast_.length());
  last_ = Signal::none;
  if (!slow_.ready()) return last_;
  const int side = sign(difference_);
  if (side_known_ && side > 0 && side_ <= 0) last_ = Signal::enter;
  if (side_known_ && side < 0 && side_ >= 0) last_ = Signal::exit;
  side_ = side;
  side_known_ = true;
  return last_;
}

std::string SmaCross::explain() const {
  if (last_ == Signal::none) return {};
  return fmt::format("SMA({}) {:.8g} {} SMA({}) {:.8g}", fast_.length(), fast_.average(),
                     last_ == Signal::enter ? "rose above" : "fell below", slow_.length(),
                     slow_.average());
}

}  // namespace atb::strategy
