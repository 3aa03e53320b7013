#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "market/candle_row.h"
#include "market/candle_series.h"

namespace atb::market {

/// What the open times of the rows must do. `any` is for verification, which counts the faults.
enum class RowOrder { ascending, any };

/// Candle rows from text that comes in pieces of any size. Two layouts:
/// - a header `open_time_ms,open,high,low,close,volume`, then any of `quote_volume`, `trades`,
///   `taker_buy_base`;
/// - no header and the 12 columns of Binance's archive (open time, open, high, low, close, volume,
///   close time, quote volume, trades, taker buy base, taker buy quote, ignored).
/// Open times above 10^14 are microseconds, others milliseconds, decided per row: Binance's archive
/// changed on 2025-01-01, and files across that day hold both. Prices are exact; a price with more
/// than eight decimals is refused. CRLF, a UTF-8 byte order mark, a missing last line end and blank
/// lines at the end are accepted. Source: Binance public data, klines.
///
/// @error kind usage; the message is "<line>: <reason>" (lines from 1), to stand after "<file>:".
///   candles.row (fields, numbers, order), candle.invalid (market::check), candles.header,
///   candles.empty. After an error the parser only repeats it.
class CandleCsvParser {
 public:
  /// @param bytes_expected  how much text will come, if known: the columns are reserved by it
  explicit CandleCsvParser(RowOrder order = RowOrder::ascending, std::uint64_t bytes_expected = 0);

  /// Takes the next piece of text; a line may be cut anywhere.
  [[nodiscard]] core::Result<void> feed(std::string_view text);
  /// Takes a last line without a line end, then gives the columns; the parser is spent.
  [[nodiscard]] core::Result<CandleColumns> finish();

 private:
  core::Result<void> take(std::string_view text);
  core::Result<void> take_lines(std::string_view lines);
  core::Result<void> take_line(std::string_view line);
  core::Result<void> take_first_line(std::string_view line);
  core::Result<void> take_odd_line(std::string_view line);
  const char* take_plain_row(const char* text);
  void append(const CandleRow& row);
  void reserve(std::size_t rows, std::size_t bytes);
  [[nodiscard]] tl::unexpected<core::Error> too_long() const;
  [[nodiscard]] tl::unexpected<core::Error> fault(std::string_view reason) const;
  [[nodiscard]] tl::unexpected<core::Error> at_line(core::Error error) const;

  RowOrder order_;
  std::uint64_t bytes_expected_;
  CandleColumns columns_;
  CandleLayout layout_;
  bool layout_known_ = false;
  bool has_quote_volume_ = false;
  bool has_trades_ = false;
  bool has_taker_buy_base_ = false;
  std::string cut_line_;        ///< the start of a line whose end has not come yet
  std::size_t line_ = 0;        ///< number of the line being read, from 1
  std::size_t blank_line_ = 0;  ///< the first blank line; only blank lines may follow it
  std::int64_t last_open_time_ = -1;
  std::optional<core::Error> error_;
};

}  // namespace atb::market
