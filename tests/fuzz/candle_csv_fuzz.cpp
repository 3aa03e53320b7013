#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "market/candle.h"
#include "market/candle_csv.h"

namespace {

using namespace atb;

core::Result<market::CandleColumns> parse(std::string_view text, std::size_t piece,
                                          market::RowOrder order) {
  market::CandleCsvParser parser{order};
  while (!text.empty()) {
    // A copy of its own size: reading past a piece is then an error that the sanitizer sees.
    const std::vector<char> copy(
        text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(piece, text.size())));
    if (auto fed = parser.feed({copy.data(), copy.size()}); !fed)
      return tl::unexpected{fed.error()};
    text.remove_prefix(copy.size());
  }
  return parser.finish();
}

bool same(const market::CandleColumns& a, const market::CandleColumns& b) {
  return a.open_time == b.open_time && a.open == b.open && a.high == b.high && a.low == b.low &&
         a.close == b.close && a.volume == b.volume && a.quote_volume == b.quote_volume &&
         a.trades == b.trades && a.taker_buy_base == b.taker_buy_base;
}

}  // namespace

/// The first byte says how the rest is cut. Cut or whole, the text gives the same candles or the
/// same error, and all candles are what `market::check` accepts, in order when that was asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  const auto order = data[0] % 2 == 0 ? market::RowOrder::ascending : market::RowOrder::any;
  const auto whole = parse(text, text.size(), order);
  const auto cut = parse(text, std::size_t{1} + data[0] / 2, order);
  if (whole.has_value() != cut.has_value()) std::abort();
  if (!whole) {
    if (whole.error().message != cut.error().message) std::abort();
    return 0;
  }
  if (!same(*whole, *cut)) std::abort();
  const auto candles = whole->view();
  for (std::size_t i = 0; i < candles.size(); ++i) {
    if (!market::check(candles[i])) std::abort();
    if (order == market::RowOrder::ascending && i > 0 &&
        candles.open_time[i] <= candles.open_time[i - 1])
      std::abort();
  }
  return 0;
}
