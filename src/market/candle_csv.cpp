#include "market/candle_csv.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "market/digits.h"

namespace atb::market {
namespace {

bool has(const CandleLayout& layout, ExtraColumn column) {
  return std::find(layout.begin(), layout.end(), column) != layout.end();
}

}  // namespace

CandleCsvParser::CandleCsvParser(RowOrder order, std::uint64_t bytes_expected)
    : order_{order}, bytes_expected_{bytes_expected} {}

core::Result<void> CandleCsvParser::feed(std::string_view text) {
  if (error_) return tl::unexpected{*error_};
  auto taken = take(text);
  if (!taken) error_ = taken.error();
  return taken;
}

core::Result<CandleColumns> CandleCsvParser::finish() {
  if (!error_ && !cut_line_.empty())
    if (auto taken = take_line(std::exchange(cut_line_, {})); !taken) error_ = taken.error();
  if (!error_ && columns_.size() == 0)
    error_ = core::fail(core::ErrorKind::usage, "candles.empty",
                        fmt::format("{}: there is no candle row", std::max<std::size_t>(line_, 1)))
                 .value();
  if (error_) return tl::unexpected{*error_};
  return std::move(columns_);
}

core::Result<void> CandleCsvParser::take(std::string_view text) {
  while (!text.empty() && (!cut_line_.empty() || !layout_known_)) {
    const auto end = text.find('\n');
    const bool ends = end != std::string_view::npos;
    cut_line_.append(text.substr(0, end));
    text.remove_prefix(ends ? end + 1 : text.size());
    if (ends || cut_line_.size() > kCandleLineMax) ATB_TRY(take_line(std::exchange(cut_line_, {})));
  }
  // The scan reads a little past a line's end, so the last lines of the piece are copied first.
  if (text.size() > digits::kOverread) {
    const auto last = text.rfind('\n', text.size() - digits::kOverread - 1);
    if (last != std::string_view::npos) {
      ATB_TRY(take_lines(text.substr(0, last + 1)));
      text.remove_prefix(last + 1);
    }
  }
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    ATB_TRY(take_line(text.substr(0, end)));
    text.remove_prefix(end + 1);
  }
  cut_line_.append(text);
  return {};
}

core::Result<void> CandleCsvParser::take_lines(std::string_view lines) {
  const char* text = lines.data();
  const char* const end = text + lines.size();
  const std::size_t rows_before = columns_.size();
  while (text != end) {
    if (const char* const after = take_plain_row(text); after != nullptr) {
      text = after;
      continue;
    }
    const std::string_view rest{text, static_cast<std::size_t>(end - text)};
    const auto line = rest.substr(0, rest.find('\n'));
    ATB_TRY(take_odd_line(line));
    text += line.size() + 1;
  }
  if (bytes_expected_ > 0) reserve(columns_.size() - rows_before, lines.size());
  return {};
}

core::Result<void> CandleCsvParser::take_line(std::string_view line) {
  if (!layout_known_) return take_first_line(line);
  std::array<char, kCandleLineMax + 1 + digits::kOverread> padded{};
  if (line.size() <= kCandleLineMax) {
    *std::copy(line.begin(), line.end(), padded.begin()) = '\n';
    if (take_plain_row(padded.data()) != nullptr) return {};
  }
  return take_odd_line(line);
}

core::Result<void> CandleCsvParser::take_first_line(std::string_view line) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  line_ = 1;
  if (line.size() > kCandleLineMax) return too_long();
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  auto layout = read_layout(line);
  if (!layout) return at_line(std::move(layout).error());
  layout_ = std::move(*layout);
  layout_known_ = true;
  has_quote_volume_ = has(layout_, ExtraColumn::quote_volume);
  has_trades_ = has(layout_, ExtraColumn::trades);
  has_taker_buy_base_ = has(layout_, ExtraColumn::taker_buy_base);
  if (!is_headerless(line)) return {};
  line_ = 0;
  return take_odd_line(line);
}

const char* CandleCsvParser::take_plain_row(const char* text) {
  CandleRow row;
  const char* const after = scan_row(text, layout_, row);
  const bool in_order = row.open_time > last_open_time_ || order_ == RowOrder::any;
  if (after == nullptr || !in_order || blank_line_ != 0) return nullptr;
  ++line_;
  append(row);
  return after;
}

core::Result<void> CandleCsvParser::take_odd_line(std::string_view line) {
  ++line_;
  if (line.size() > kCandleLineMax) return too_long();
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) {
    if (blank_line_ == 0) blank_line_ = line_;
    return {};
  }
  if (blank_line_ != 0) {
    line_ = blank_line_;
    return fault("the line is empty");
  }
  auto row = read_row(line, layout_);
  if (!row) return at_line(std::move(row).error());
  if (order_ == RowOrder::ascending && row->open_time <= last_open_time_) {
    const auto time = core::to_text(core::Timestamp::from_us(row->open_time));
    if (row->open_time == last_open_time_)
      return fault(fmt::format("open time: {} is there twice", time));
    return fault(fmt::format("open time: {} comes after {}", time,
                             core::to_text(core::Timestamp::from_us(last_open_time_))));
  }
  append(*row);
  return {};
}

void CandleCsvParser::append(const CandleRow& row) {
  columns_.open_time.push_back(row.open_time);
  columns_.open.push_back(row.open);
  columns_.high.push_back(row.high);
  columns_.low.push_back(row.low);
  columns_.close.push_back(row.close);
  columns_.volume.push_back(row.volume);
  if (has_quote_volume_) columns_.quote_volume.push_back(row.quote_volume);
  if (has_trades_) columns_.trades.push_back(row.trades);
  if (has_taker_buy_base_) columns_.taker_buy_base.push_back(row.taker_buy_base);
  last_open_time_ = row.open_time;
}

/// Growth by doubling would copy every column again and again; the first piece tells how long
/// the rows are. A little is added, because prices tend to get longer.
void CandleCsvParser::reserve(std::size_t rows, std::size_t bytes) {
  constexpr std::size_t kRowsToJudgeBy = 16;
  if (rows < kRowsToJudgeBy) return;
  const double share = static_cast<double>(rows) / static_cast<double>(bytes);
  const auto total = static_cast<std::size_t>(1.05 * share * static_cast<double>(bytes_expected_));
  bytes_expected_ = 0;
  for (auto* const column :
       {&columns_.open_time, &columns_.open, &columns_.high, &columns_.low, &columns_.close})
    column->reserve(total);
  columns_.volume.reserve(total);
  if (has_quote_volume_) columns_.quote_volume.reserve(total);
  if (has_trades_) columns_.trades.reserve(total);
  if (has_taker_buy_base_) columns_.taker_buy_base.reserve(total);
}

tl::unexpected<core::Error> CandleCsvParser::too_long() const {
  return fault(fmt::format("the line is longer than {} bytes", kCandleLineMax));
}

tl::unexpected<core::Error> CandleCsvParser::fault(std::string_view reason) const {
  return at_line(core::fail(core::ErrorKind::usage, "candles.row", std::string{reason}).value());
}

tl::unexpected<core::Error> CandleCsvParser::at_line(core::Error error) const {
  return core::add_context(std::move(error), std::to_string(line_));
}

}  // namespace atb::market
