// recording_check: reads a whole recording from standard input and prints what it holds; exit 1
// when anything was lost.  zcat streams.jsonl.gz | build/release/bin/recording_check
#include <iostream>

#include <fmt/format.h>

#include "binance/recorded/recording.h"

int main() {
  const auto report = atb::binance::test::read_recording(std::cin);
  fmt::print(
      "{} lines: {} trades, {} depth updates, {} book tickers, {} snapshots; {} unreadable, {} "
      "gaps "
      "of trade ids, {} gaps of the book; best prices compared {} times, {} different\n",
      report.lines, report.trades, report.depth_updates, report.tickers, report.snapshots,
      report.unreadable, report.trade_gaps, report.book_gaps, report.compared, report.different);
  if (!report.first_fault.empty()) fmt::print("{}\n", report.first_fault);
  return report.unreadable + report.trade_gaps + report.book_gaps + report.different == 0 ? 0 : 1;
}
