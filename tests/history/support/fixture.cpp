#include "history/support/fixture.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <zip.h>
#include <zlib.h>

#include "core/decimal.h"

namespace atb::history::test {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "atb-history-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;  // what cannot be removed stays in the temporary directory
  std::filesystem::remove_all(path_, ignored);
}

void put(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  file << bytes;
  if (!file.flush()) throw std::runtime_error{"not written: " + path.string()};
}

std::string get(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error{"not there: " + path.string()};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string gzip(std::string_view text) {
  constexpr int kGzip = 15 + 16;
  z_stream stream{};
  if (deflateInit2(&stream, 1, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error{"deflateInit2"};
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error{"deflate"};
  return packed;
}

void put_zip(const std::filesystem::path& path, std::initializer_list<const char*> names,
             std::string_view text) {
  int code = 0;
  zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  if (archive == nullptr) throw std::runtime_error{"zip_open"};
  for (const char* const name : names)
    zip_file_add(archive, name, zip_source_buffer(archive, text.data(), text.size(), 0), 0);
  if (zip_close(archive) != 0) throw std::runtime_error{zip_strerror(archive)};
}

market::CandleColumns minutes(int first, int count) {
  market::CandleColumns columns;
  for (std::int64_t i = first; i < first + count; ++i) {
    columns.open_time.push_back(i * 60'000'000);
    columns.open.push_back(100'000'000 + i);
    columns.high.push_back(200'000'000 + 7 * i);
    columns.low.push_back(50'000'000 + i);
    columns.close.push_back(100'000'001 + i);
    columns.volume.push_back(0.1 * static_cast<double>(i));
  }
  return columns;
}

market::CandleColumns full_minutes(int first, int count) {
  market::CandleColumns columns = minutes(first, count);
  for (int i = first; i < first + count; ++i) {
    columns.quote_volume.push_back(i / 3.0);
    columns.trades.push_back(i);
    columns.taker_buy_base.push_back(i / 7.0);
  }
  return columns;
}

std::string csv(const market::CandleColumns& candles) {
  std::string text = "open_time_ms,open,high,low,close,volume\n";
  for (std::size_t i = 0; i < candles.size(); ++i)
    text += fmt::format("{},{},{},{},{},{}\n", candles.open_time[i] / 1'000,
                        core::format_units(candles.open[i]), core::format_units(candles.high[i]),
                        core::format_units(candles.low[i]), core::format_units(candles.close[i]),
                        candles.volume[i]);
  return text;
}

void expect_same(const market::CandleSeries& a, const market::CandleSeries& b) {
  const auto equal = [](const auto& x, const auto& y) { return std::ranges::equal(x, y); };
  EXPECT_TRUE(equal(a.open_time, b.open_time));
  EXPECT_TRUE(equal(a.open, b.open));
  EXPECT_TRUE(equal(a.high, b.high));
  EXPECT_TRUE(equal(a.low, b.low));
  EXPECT_TRUE(equal(a.close, b.close));
  EXPECT_TRUE(equal(a.volume, b.volume));
  EXPECT_TRUE(equal(a.quote_volume, b.quote_volume));
  EXPECT_TRUE(equal(a.trades, b.trades));
  EXPECT_TRUE(equal(a.taker_buy_base, b.taker_buy_base));
}

}  // namespace atb::history::test
