#pragma once

#include <cstdint>
#include <vector>

#include "binance_simulator/market/kline.h"
#include "market/candle.h"

namespace atb::binance_simulator {

/// What was traded before the start: candles one after the other, the last of which ends where the
/// present one begins.
/// @param interval  which of Binance's lengths they have
[[nodiscard]] std::vector<Kline> history_of(const std::vector<market::Candle>& candles,
                                            KlineInterval interval, core::Timestamp now);

/// So many seeded candles of a minute that lead to that price.
[[nodiscard]] std::vector<Kline> invented_history(std::uint64_t seed, core::Price end,
                                                  core::Price tick, std::size_t count,
                                                  core::Timestamp now);

}  // namespace atb::binance_simulator
