#include "binance/recorded/recording.h"

#include <map>
#include <utility>

#include "binance/book/order_book.h"
#include "binance/messages/stream_parser.h"
#include "core/overloaded.h"

namespace atb::binance::test {
namespace {

/// More than the one snapshot holds, so that its edge is none: the price leaves its 1000 levels, and
/// the levels that it reaches came as updates since.
constexpr std::size_t kLevels = 5'000;

class Reader {
 public:
  explicit Reader(std::int64_t left_out) : left_out_{left_out} {}

  void read(std::string_view message) {
    ++report.lines;
    const auto event = parser_.parse(message);
    if (!event) {
      ++report.unreadable;
      if (report.first_fault.empty())
        report.first_fault = event.error().message + ": " + std::string{message.substr(0, 200)};
      return;
    }
    std::visit(core::Overloaded{[&](const TradeEvent& trade) { take(trade); },
                                [&](const DepthUpdate& update) { take(update); },
                                [&](const BookTickerEvent& ticker) { take(ticker); },
                                [&](const DepthSnapshot& snapshot) { take(snapshot); },
                                [&](const auto&) { ++report.unreadable; }},
               *event);
  }

  RecordingReport report;

 private:
  void take(const TradeEvent& trade) {
    ++report.trades;
    if (last_trade_ > 0 && trade.trade_id != last_trade_ + 1) ++report.trade_gaps;
    last_trade_ = trade.trade_id;
  }
  void take(const DepthUpdate& update) {
    if (report.depth_updates++ == left_out_) return;
    if (book_.on_update(update) == OrderBook::Applied::gap) ++report.book_gaps;
    compare();
  }
  void take(const BookTickerEvent& ticker) {
    ++report.tickers;
    tickers_[ticker.update_id] = {ticker.bid, ticker.ask};
    compare();
  }
  void take(const DepthSnapshot& snapshot) {
    ++report.snapshots;
    if (book_.on_snapshot(snapshot) == OrderBook::Taken::gap) ++report.book_gaps;
  }
  /// A ticker and a depth update of one number show the same book.
  void compare() {
    if (book_.state() != OrderBook::State::ready) return;
    const auto same = tickers_.find(book_.update_id());
    if (same == tickers_.end()) return;
    ++report.compared;
    if (book_.best_bid() != same->second.first || book_.best_ask() != same->second.second)
      ++report.different;
    tickers_.erase(tickers_.begin(), std::next(same));
  }

  std::int64_t left_out_;
  StreamParser parser_{TimeUnit::ms};
  OrderBook book_{kLevels};
  std::int64_t last_trade_ = 0;
  std::map<std::int64_t, std::pair<Level, Level>> tickers_;
};

}  // namespace

RecordingReport read_recording(std::istream& lines, std::int64_t left_out) {
  Reader reader{left_out};
  for (std::string line; std::getline(lines, line);) {
    const auto space = line.find(' ');
    reader.read(std::string_view{line}.substr(space == std::string::npos ? 0 : space + 1));
  }
  return reader.report;
}

}  // namespace atb::binance::test
