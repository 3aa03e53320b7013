#include "binance_simulator/market/tape.h"

#include <algorithm>

namespace atb::binance_simulator {
namespace {

using core::Money;

template <class Deque>
void bound(Deque& all, std::size_t most) {
  if (all.size() > most) all.pop_front();
}

Money as_money(core::Quantity quantity) {
  return Money::from_units(quantity.units());
}

Kline flat(KlineInterval interval, core::Timestamp open, core::Price price) {
  Kline kline;
  kline.open_time = open;
  kline.close_time = next_open(interval, open) - core::Duration::milliseconds(1);
  kline.open = kline.high = kline.low = kline.close = price;
  return kline;
}

void merge(Kline& into, const Kline& part) {
  into.high = std::max(into.high, part.high);
  into.low = std::min(into.low, part.low);
  into.close = part.close;
  into.volume += part.volume;
  into.quote_volume += part.quote_volume;
  into.taker_volume += part.taker_volume;
  into.taker_quote += part.taker_quote;
  into.trades += part.trades;
  if (into.first_trade < 0) into.first_trade = part.first_trade;
  if (part.last_trade >= 0) into.last_trade = part.last_trade;
}

Kline of_trade(const exchange::PublicTrade& trade) {
  Kline part;
  part.open = part.high = part.low = part.close = trade.price;
  part.volume = as_money(trade.quantity);
  part.quote_volume = trade.quote;
  if (!trade.buyer_is_maker) {
    part.taker_volume = part.volume;
    part.taker_quote = part.quote_volume;
  }
  part.trades = 1;
  part.first_trade = part.last_trade = trade.id;
  return part;
}

/// Adds a part to the candle it belongs to, which may be a new one.
void fold(std::deque<Kline>& all, KlineInterval interval, core::Timestamp time, const Kline& part) {
  const auto open = open_time(interval, time);
  if (all.empty() || all.back().open_time < open) {
    all.push_back(flat(interval, open, part.open));
    bound(all, Tape::kKlinesKept);
  }
  merge(all.back(), part);
}

}  // namespace

void Tape::add(const exchange::PublicTrade& trade) {
  trades_.push_back(trade);
  bound(trades_, kTradesKept);
  aggregate(trade);
  const auto part = of_trade(trade);
  for (std::size_t i = 0; i < kIntervals; ++i)
    fold(klines_[i], static_cast<KlineInterval>(i), trade.time, part);
}

void Tape::aggregate(const exchange::PublicTrade& trade) {
  if (!aggregates_.empty()) {
    auto& last = aggregates_.back();
    if (last.taker == trade.taker && last.price == trade.price) {
      last.quantity += trade.quantity;
      last.last = trade.id;
      return;
    }
  }
  aggregates_.push_back({++last_aggregate_, trade.price, trade.quantity, trade.id, trade.id,
                         trade.time, trade.buyer_is_maker, trade.taker});
  bound(aggregates_, kTradesKept);
}

void Tape::add_history(KlineInterval interval, const Kline& kline) {
  for (auto i = static_cast<std::size_t>(interval); i < kIntervals; ++i)
    fold(klines_[i], static_cast<KlineInterval>(i), kline.open_time, kline);
}

std::optional<Kline> Tape::current(KlineInterval interval, core::Timestamp now) const {
  const auto& all = klines(interval);
  if (all.empty()) return std::nullopt;
  const auto open = open_time(interval, now);
  if (all.back().open_time == open) return all.back();
  return flat(interval, open, all.back().close);
}

std::optional<TickerWindow> Tape::window(core::Duration length, core::Timestamp now) const {
  const auto& minutes = klines(KlineInterval::m1);
  if (minutes.empty()) return std::nullopt;
  const auto from = open_time(KlineInterval::m1, now - length) + core::Duration::minutes(1);
  TickerWindow window;
  window.open_time = now - length;
  window.close_time = now;
  window.last = window.previous = minutes.front().open;
  if (!trades_.empty()) window.last_quantity = trades_.back().quantity;
  Kline sum;
  bool any = false;
  for (const auto& minute : minutes) {
    if (minute.open_time < from) {
      window.previous = minute.close;
      continue;
    }
    if (!any) sum = flat(KlineInterval::m1, minute.open_time, minute.open);
    merge(sum, minute);
    any = true;
  }
  window.last = minutes.back().close;
  if (!any) sum = flat(KlineInterval::m1, from, window.last);
  window.open = sum.open;
  window.high = sum.high;
  window.low = sum.low;
  window.volume = sum.volume;
  window.quote_volume = sum.quote_volume;
  window.trades = sum.trades;
  window.first_trade = sum.first_trade;
  window.last_trade = sum.last_trade;
  return window;
}

}  // namespace atb::binance_simulator
