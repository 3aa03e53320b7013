#include "market/candle_row.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "market/candle.h"
#include "market/digits.h"

namespace atb::market {
namespace {

constexpr std::array<std::string_view, 6> kFirstColumns{"open_time_ms", "open",  "high",
                                                        "low",          "close", "volume"};
constexpr std::array<std::string_view, 3> kExtraColumns{"quote_volume", "trades", "taker_buy_base"};
constexpr std::string_view kHeader = "open_time_ms,open,high,low,close,volume";
constexpr std::size_t kArchiveFields = 12;
constexpr std::size_t kFieldShown = 40;
constexpr std::int64_t kLargestMs = kOpenTimeMax.ms();       // above: us; Binance's archive changed
constexpr std::int64_t kLargestUs = 10'000'000'000'000'000;  // the year 2286; above: nanoseconds

/// Whatever the file holds, the message can be shown on a terminal.
std::string printable(std::string text) {
  for (char& c : text)
    if (c < ' ' || c > '~') c = '?';
  return text;
}

tl::unexpected<core::Error> bad_row(std::string reason) {
  return core::fail(core::ErrorKind::usage, "candles.row", printable(std::move(reason)));
}

tl::unexpected<core::Error> bad_header(std::string reason) {
  return core::fail(core::ErrorKind::usage, "candles.header", printable(std::move(reason)),
                    fmt::format("The first line is {}, then any of quote_volume, trades and "
                                "taker_buy_base; or a row of Binance's archive ({} fields).",
                                kHeader, kArchiveFields));
}

/// The open time in microseconds, or a negative number when it is in neither unit.
std::int64_t microseconds(std::int64_t time) {
  if (time > kLargestUs) return -1;
  return time > kLargestMs ? time : time * 1'000;
}

/// std::from_chars on text that ends at `end`. @return where the number ends, or null
const char* parse_double(const char* text, const char* end, double& value) {
  const auto parsed = std::from_chars(text, end, value);
  return parsed.ec == std::errc{} ? parsed.ptr : nullptr;
}

bool ends_field(char c) {
  return c == ',' || c == '\n' || c == '\r';
}

bool is_amount(double value) {
  return value >= 0 && std::isfinite(value);
}

/// `digits::scan_double`, or the library for longer numbers and exponents.
const char* scan_amount(const char* text, double& value) {
  const char* end = digits::scan_double(text, value);
  if (end == nullptr || !ends_field(*end)) {
    end = text;
    while (!ends_field(*end)) ++end;
    if (parse_double(text, end, value) != end) return nullptr;
  }
  return is_amount(value) ? end : nullptr;
}

const char* scan_extras(const char* text, const CandleLayout& layout, CandleRow& row) {
  for (const auto column : layout) {
    if (*text != ',') return nullptr;
    ++text;
    switch (column) {
      case ExtraColumn::quote_volume:
        text = scan_amount(text, row.quote_volume);
        break;
      case ExtraColumn::trades:
        text = digits::scan_integer(text, row.trades);
        break;
      case ExtraColumn::taker_buy_base:
        text = scan_amount(text, row.taker_buy_base);
        break;
      case ExtraColumn::ignored:
        while (!ends_field(*text)) ++text;
        break;
    }
    if (text == nullptr) return nullptr;
  }
  return text;
}

std::size_t count_fields(std::string_view line) {
  return static_cast<std::size_t>(std::count(line.begin(), line.end(), ',')) + 1;
}

/// Cuts the text up to the next comma off `rest`.
std::string_view next_field(std::string_view& rest) {
  const auto comma = rest.find(',');
  const auto field = rest.substr(0, comma);
  rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  return field;
}

core::Result<void> read_count(std::string_view name, std::string_view text, std::int64_t& value) {
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec == std::errc{} && parsed.ptr == end && value >= 0) return {};
  return bad_row(fmt::format("{}: \"{}\" is not a whole number of zero or more", name,
                             text.substr(0, kFieldShown)));
}

core::Result<void> read_amount(std::string_view name, std::string_view text, double& value) {
  const char* const end = text.data() + text.size();
  if (parse_double(text.data(), end, value) == end && is_amount(value)) return {};
  return bad_row(
      fmt::format("{}: \"{}\" is not a number of zero or more", name, text.substr(0, kFieldShown)));
}

core::Result<void> read_price(std::string_view name, std::string_view text, std::int64_t& units) {
  const auto parsed = core::parse_units(text);
  if (!parsed) return bad_row(fmt::format("{}: {}", name, parsed.error().message));
  units = *parsed;
  return {};
}

core::Result<void> read_extra(ExtraColumn column, std::string_view text, CandleRow& row) {
  switch (column) {
    case ExtraColumn::quote_volume:
      return read_amount("quote_volume", text, row.quote_volume);
    case ExtraColumn::trades:
      return read_count("trades", text, row.trades);
    case ExtraColumn::taker_buy_base:
      return read_amount("taker_buy_base", text, row.taker_buy_base);
    case ExtraColumn::ignored:
      break;
  }
  return {};
}

}  // namespace

bool is_headerless(std::string_view first_line) noexcept {
  return !first_line.empty() && first_line.front() >= '0' && first_line.front() <= '9';
}

core::Result<CandleLayout> read_layout(std::string_view first_line) {
  const auto fields = count_fields(first_line);
  if (is_headerless(first_line)) {
    if (fields != kArchiveFields)
      return bad_header(fmt::format("no header, and {} fields where Binance's archive has {}",
                                    fields, kArchiveFields));
    using enum ExtraColumn;
    return CandleLayout{ignored, quote_volume, trades, taker_buy_base, ignored, ignored};
  }
  std::string_view rest = first_line;
  for (const auto name : kFirstColumns)
    if (const auto field = next_field(rest); field != name)
      // Not quoted: a file that is none of candles may hold anything, a key too.
      return bad_header(fmt::format("the first line has no {} where the header needs it", name));
  CandleLayout layout;
  for (auto i = kFirstColumns.size(); i < fields; ++i) {
    const auto name = next_field(rest);
    const auto* const found = std::find(kExtraColumns.begin(), kExtraColumns.end(), name);
    if (found == kExtraColumns.end())
      return bad_header(fmt::format("column {} of the header is none that is known", i + 1));
    const auto column = static_cast<ExtraColumn>(found - kExtraColumns.begin());
    if (std::find(layout.begin(), layout.end(), column) != layout.end())
      return bad_header(fmt::format("the header has {} twice", name));
    layout.push_back(column);
  }
  return layout;
}

core::Result<CandleRow> read_row(std::string_view line, const CandleLayout& layout) {
  const auto fields = kFirstColumns.size() + layout.size();
  if (const auto found = count_fields(line); found != fields)
    return bad_row(fmt::format("{} fields where {} are expected", found, fields));
  CandleRow row;
  std::string_view rest = line;
  const auto time = next_field(rest);
  ATB_TRY(read_count("open time", time, row.open_time));
  row.open_time = microseconds(row.open_time);
  if (row.open_time < 0)
    return bad_row(fmt::format("open time: {} is neither in ms nor in us", time));
  ATB_TRY(read_price("open", next_field(rest), row.open));
  ATB_TRY(read_price("high", next_field(rest), row.high));
  ATB_TRY(read_price("low", next_field(rest), row.low));
  ATB_TRY(read_price("close", next_field(rest), row.close));
  ATB_TRY(read_amount("volume", next_field(rest), row.volume));
  for (const auto column : layout) ATB_TRY(read_extra(column, next_field(rest), row));
  ATB_TRY(check({core::Timestamp::from_us(row.open_time), core::Price::from_units(row.open),
                 core::Price::from_units(row.high), core::Price::from_units(row.low),
                 core::Price::from_units(row.close), row.volume}));
  return row;
}

const char* scan_row(const char* text, const CandleLayout& layout, CandleRow& row) noexcept {
  std::int64_t time = 0;
  const char* at = digits::scan_integer(text, time);
  for (auto* const price : {&row.open, &row.high, &row.low, &row.close}) {
    if (at == nullptr || *at != ',') return nullptr;
    at = digits::scan_units(at + 1, *price);
  }
  if (at == nullptr || *at != ',') return nullptr;
  at = scan_amount(at + 1, row.volume);
  if (at != nullptr && !layout.empty()) at = scan_extras(at, layout, row);
  if (at == nullptr) return nullptr;
  if (*at == '\r') ++at;
  row.open_time = microseconds(time);
  const bool valid = row.open_time >= 0 && row.low > 0 &&
                     row.low <= std::min(row.open, row.close) &&
                     row.high >= std::max(row.open, row.close);
  const bool fits = *at == '\n' && at - text <= std::ptrdiff_t{kCandleLineMax};
  return valid && fits ? at + 1 : nullptr;
}

}  // namespace atb::market
