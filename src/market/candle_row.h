#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/error.h"

/// One line of a candle file. `read_row` defines what a row is and says what is wrong with it;
/// `scan_row` is the quick way for the plain rows that files consist of.
namespace atb::market {

inline constexpr std::size_t kCandleLineMax = 1'024;  ///< bytes; a 12-column row has about 150

/// What follows the six columns that every layout has.
enum class ExtraColumn : unsigned char { quote_volume, trades, taker_buy_base, ignored };
using CandleLayout = std::vector<ExtraColumn>;

/// The values of a line; the extra ones are zero where the layout lacks them.
struct CandleRow {
  std::int64_t open_time = 0;  ///< us
  std::int64_t open = 0;       ///< prices in units of 1e-8
  std::int64_t high = 0;
  std::int64_t low = 0;
  std::int64_t close = 0;
  double volume = 0;
  double quote_volume = 0;
  std::int64_t trades = 0;
  double taker_buy_base = 0;

  friend bool operator==(const CandleRow&, const CandleRow&) = default;
};

/// True for a first line that is a row and not a header.
[[nodiscard]] bool is_headerless(std::string_view first_line) noexcept;

/// The layout that the first line shows: a header, or a row of Binance's archive. Without line end
/// and byte order mark. @error candles.header (kind usage)
[[nodiscard]] core::Result<CandleLayout> read_layout(std::string_view first_line);

/// A row that passes `check`, from a line without its end.
/// @error candles.row, candle.invalid (kind usage), naming the field and the reason
[[nodiscard]] core::Result<CandleRow> read_row(std::string_view line, const CandleLayout& layout);

/// The same row without a word about faults. @param text  a line with its '\n' and
/// `digits::kOverread` readable bytes after that. @return the byte after the '\n', or null when
/// `read_row` has to look at the line
[[nodiscard]] const char* scan_row(const char* text, const CandleLayout& layout,
                                   CandleRow& row) noexcept;

}  // namespace atb::market
