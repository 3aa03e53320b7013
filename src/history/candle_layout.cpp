#include "history/candle_layout.h"

#include <zlib.h>

namespace atb::history {

std::uint32_t checksum(const market::CandleSeries& candles) {
  uLong sum = crc32_z(0, nullptr, 0);
  for_each_column(candles, [&](const char*, const auto& column, bool) {
    if (!column.empty())
      sum = crc32_z(sum, reinterpret_cast<const Bytef*>(column.data()), column.size_bytes());
    return true;
  });
  return static_cast<std::uint32_t>(sum);
}

}  // namespace atb::history
