#include "binance_simulator/market/house.h"

#include <algorithm>

namespace atb::binance_simulator {
namespace {

using core::Price;
using core::Quantity;
using exchange::Side;

}  // namespace

Quantity House::some_quantity() {
  const auto& lot = world_.exchange.market(symbol_)->record.rules.lot;
  const auto step = std::max<std::int64_t>(lot.step.units(), 1);
  constexpr std::int64_t kLargest = core::kUnitsPerOne / 2;
  std::uniform_int_distribution<std::int64_t> steps{1, std::max<std::int64_t>(kLargest / step, 1)};
  return Quantity::from_units(steps(dice_) * step);
}

/// One tick away from the price, then on a coarse grid, so that most levels outlast a small move.
House::Ladder House::ladder(Side side, Price price) {
  const auto tick =
      std::max<std::int64_t>(world_.exchange.market(symbol_)->record.rules.price.tick.units(), 1);
  const auto grid = std::max(price.units() / 50'000 / tick, std::int64_t{1}) * tick;
  const bool below = side == Side::buy;
  const auto& present = below ? bids_ : asks_;
  Ladder wanted;
  const auto add = [&](std::int64_t units) {
    if (units <= 0) return;
    const auto at = Price::from_units(units);
    const auto known = present.find(at);
    wanted[at] = known == present.end() ? some_quantity() : known->second;
  };
  add(price.units() + (below ? -tick : tick));
  const auto base = price.units() / grid * grid;
  for (std::int64_t i = 1; i < kLevels; ++i) add(base + (below ? -i : i + 1) * grid);
  return wanted;
}

void House::set(Side side, Ladder& present, Ladder wanted, core::Timestamp now,
                exchange::ExchangeEvents& events) {
  for (const auto& [price, quantity] : present)
    if (!wanted.contains(price))
      world_.exchange.set_house_level(symbol_, side, price, {}, now, events);
  for (const auto& [price, quantity] : wanted)
    world_.exchange.set_house_level(symbol_, side, price, quantity, now, events);
  present = std::move(wanted);
}

void House::move_to(Price price, core::Timestamp now) {
  exchange::ExchangeEvents events;
  const auto& record = world_.exchange.market(symbol_)->record;
  const bool rises = !record.last_price || price >= *record.last_price;
  Ladder bids = bids_;
  Ladder asks = asks_;
  std::erase_if(bids, [&](const auto& level) { return level.first >= price; });
  std::erase_if(asks, [&](const auto& level) { return level.first <= price; });
  set(Side::buy, bids_, std::move(bids), now, events);
  set(Side::sell, asks_, std::move(asks), now, events);
  world_.exchange.house_trade(symbol_, rises ? Side::buy : Side::sell, price, some_quantity(), now,
                              events);
  set(Side::buy, bids_, ladder(Side::buy, price), now, events);
  set(Side::sell, asks_, ladder(Side::sell, price), now, events);
  world_.tell(events);
}

}  // namespace atb::binance_simulator
