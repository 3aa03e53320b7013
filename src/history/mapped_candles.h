#pragma once

#include <cstddef>
#include <filesystem>
#include <utility>

#include "core/error.h"
#include "history/candle_layout.h"
#include "market/candle_series.h"

namespace atb::history {

/// A stored candle file, mapped read-only: its view is the file's own columns, nothing is copied.
/// The file must not be written in place while it is mapped; the store replaces files whole.
class MappedCandles {
 public:
  /// Opens a file as `write_candles` writes it and checks format, shapes and that the rows ascend.
  /// @error files.not_found (not_found); files.not_permitted, store.foreign, store.damaged (usage)
  [[nodiscard]] static core::Result<MappedCandles> open(const std::filesystem::path& path);

  MappedCandles(MappedCandles&& other) noexcept;
  MappedCandles& operator=(MappedCandles&& other) noexcept;
  MappedCandles(const MappedCandles&) = delete;
  MappedCandles& operator=(const MappedCandles&) = delete;
  ~MappedCandles();

  /// Valid while this object lives, also after it was moved.
  [[nodiscard]] market::CandleSeries view() const noexcept { return view_; }
  [[nodiscard]] const StoredInfo& info() const noexcept { return info_; }
  /// Reads all bytes. @error store.damaged (usage)  a column is not what was written
  [[nodiscard]] core::Result<void> verify_checksum() const;

 private:
  MappedCandles() = default;

  std::filesystem::path path_;
  void* memory_ = nullptr;  ///< the whole file
  std::size_t bytes_ = 0;
  market::CandleSeries view_;
  StoredInfo info_;
};

}  // namespace atb::history
