#include "binance/streams/deduplicator.h"

#include <algorithm>

#include "core/overloaded.h"

namespace atb::binance {
namespace {

/// Takes a number that rises; one that does not is old.
bool take(std::int64_t number, std::int64_t& last) noexcept {
  if (number <= last) return false;
  last = number;
  return true;
}

}  // namespace

Deduplicator::Mark& Deduplicator::mark(std::size_t kind, std::string_view symbol,
                                       std::string_view interval) {
  const auto known = std::find_if(marks_.begin(), marks_.end(), [&](const Mark& each) {
    return each.kind == kind && each.symbol == symbol && each.interval == interval;
  });
  if (known != marks_.end()) return *known;
  return marks_.emplace_back(Mark{kind, std::string{symbol}, std::string{interval}, -1, -1});
}

bool Deduplicator::is_new(const StreamEvent& event) {
  const auto kind = event.index();
  const auto newer = [&](std::string_view symbol, std::int64_t number) {
    return take(number, mark(kind, symbol, {}).last);
  };
  return std::visit(
      core::Overloaded{
          [&](const TradeEvent& e) { return newer(e.symbol, e.trade_id); },
          [&](const AggregateTradeEvent& e) { return newer(e.symbol, e.aggregate_id); },
          [&](const BookTickerEvent& e) { return newer(e.symbol, e.update_id); },
          [&](const DepthUpdate& e) { return newer(e.symbol, e.last_update_id); },
          [&](const DepthSnapshot& e) { return newer(e.symbol, e.last_update_id); },
          [&](const MiniTickerEvent& e) { return newer(e.symbol, e.event_time.us()); },
          [&](const KlineEvent& e) {
            auto& last = mark(kind, e.symbol, e.interval);
            const auto open = e.candle.open_time.us();
            if (e.closed) return take(open, last.last_closed);
            // A closed candle is final, and so is every one before it.
            return open > last.last_closed && take(e.event_time.us(), last.last);
          },
          [](const ServerShutdown&) { return true; },
          [](const ControlAnswer&) { return true; },
          [](const UnknownEvent&) { return true; },
      },
      event);
}

}  // namespace atb::binance
