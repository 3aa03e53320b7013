#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "market/candle_series.h"

namespace atb::history::test {

/// A directory of its own for one test, removed with all that is in it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return path_ / name;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void put(const std::filesystem::path& path, std::string_view bytes);
[[nodiscard]] std::string get(const std::filesystem::path& path);
[[nodiscard]] std::string gzip(std::string_view text);
/// A zip archive with one entry for each name, each holding `text`.
void put_zip(const std::filesystem::path& path, std::initializer_list<const char*> names,
             std::string_view text);

/// Candles a minute apart from minute `first` on, each different, without optional columns.
[[nodiscard]] market::CandleColumns minutes(int first, int count);
/// The same with all optional columns.
[[nodiscard]] market::CandleColumns full_minutes(int first, int count);
/// The same as CSV with the header.
[[nodiscard]] std::string csv(const market::CandleColumns& candles);

/// Fails the test unless both are equal in every column.
void expect_same(const market::CandleSeries& a, const market::CandleSeries& b);

}  // namespace atb::history::test
