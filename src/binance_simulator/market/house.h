#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>

#include "binance_simulator/world.h"

namespace atb::binance_simulator {

/// Everybody else on the exchange: a ladder of offers around a price, and trades that follow it.
class House {
 public:
  static constexpr int kLevels = 25;  ///< a side

  House(World& world, std::string symbol, std::uint64_t seed)
      : world_{world}, symbol_{std::move(symbol)}, dice_{seed} {}

  /// The market goes to that price: offers in its way are withdrawn, a trade is made there, the
  /// ladder stands around it again.
  void move_to(core::Price price, core::Timestamp now);

 private:
  using Ladder = std::map<core::Price, core::Quantity>;
  [[nodiscard]] core::Quantity some_quantity();
  [[nodiscard]] Ladder ladder(exchange::Side side, core::Price price);
  void set(exchange::Side side, Ladder& present, Ladder wanted, core::Timestamp now,
           exchange::ExchangeEvents& events);

  World& world_;
  std::string symbol_;
  std::mt19937_64 dice_;
  Ladder bids_;
  Ladder asks_;
};

}  // namespace atb::binance_simulator
