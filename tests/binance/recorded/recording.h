#pragma once

#include <cstdint>
#include <istream>
#include <string>

namespace atb::binance::test {

/// What a recording of BTCUSDT's combined streams holds, once every line went through the parsers
/// and the local book.
struct RecordingReport {
  std::int64_t lines = 0;
  std::int64_t trades = 0;
  std::int64_t depth_updates = 0;
  std::int64_t tickers = 0;
  std::int64_t snapshots = 0;
  std::int64_t unreadable = 0;
  std::int64_t trade_gaps = 0;  ///< trade ids that do not follow each other
  std::int64_t book_gaps = 0;
  std::int64_t compared = 0;  ///< best prices of the book beside the ticker of the same update
  std::int64_t different = 0;
  std::string first_fault;
};

/// @param lines  "<clock> <message>", also a REST snapshot of 1000 levels
/// @param left_out  the depth update (counted from 0) that is not shown to the book; -1: none
[[nodiscard]] RecordingReport read_recording(std::istream& lines, std::int64_t left_out = -1);

}  // namespace atb::binance::test
