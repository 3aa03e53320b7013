// rooms: history
// How long candles take from their file to columns: rows a second from CSV text in memory, from a
// file, packed, and from the store. The rows are made here; prices look like BTC/USD's.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <zlib.h>

#include "history/candle_file.h"
#include "history/candle_store.h"
#include "market/candle_csv.h"

namespace {

using namespace atb;

constexpr std::int64_t kRows = 1'000'000;

const std::string& csv() {
  static const std::string text = [] {
    std::string rows = "open_time_ms,open,high,low,close,volume\n";
    std::int64_t price = 1'376'300;
    for (std::int64_t i = 0; i < kRows; ++i) {
      const std::int64_t low = price - 200 - i * 7 % 900;
      rows +=
          fmt::format("{},{}.{:02},{}.{:02},{}.{:08},{},{}.{:08}\n", 1'514'764'800'000 + i * 60'000,
                      price / 100, price % 100, (price + 950) / 100, price % 100, low / 100,
                      i * 7919 % 100'000'000, price / 100, i % 40, i * 104'729 % 100'000'000);
      price += i * 7919 % 401 - 200;
    }
    return rows;
  }();
  return text;
}

/// A folder with the rows as a file, packed, and in a store; removed at exit.
class Files {
 public:
  Files() {
    std::string name = (std::filesystem::temp_directory_path() / "atb-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    folder = name;
    std::ofstream{folder / "a.csv"} << csv();
    gzFile const packed = gzopen((folder / "a.csv.gz").c_str(), "wb6");
    gzwrite(packed, csv().data(), static_cast<unsigned>(csv().size()));
    gzclose(packed);
    const auto columns = history::read_candle_file(folder / "a.csv").value();
    history::import_candles(folder, "BTCUSDT", core::Duration::minutes(1), columns.view(), "a.csv")
        .value();
  }
  ~Files() { std::filesystem::remove_all(folder); }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  std::filesystem::path folder;
};

const std::filesystem::path& folder() {
  static const Files files;
  return files.folder;
}

void count_rows(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * kRows);
}

void parse_text(benchmark::State& state) {
  constexpr std::size_t kPiece = 262'144;
  (void)csv();  // made before the clock runs
  for (auto _ : state) {
    market::CandleCsvParser parser{market::RowOrder::ascending, csv().size()};
    for (std::size_t at = 0; at < csv().size(); at += kPiece)
      if (!parser.feed(std::string_view{csv()}.substr(at, kPiece))) std::abort();
    benchmark::DoNotOptimize(parser.finish().value());
  }
  count_rows(state);
}
BENCHMARK(parse_text)->Unit(benchmark::kMillisecond);

void read_plain_file(benchmark::State& state) {
  const auto path = folder() / "a.csv";
  for (auto _ : state) benchmark::DoNotOptimize(history::read_candle_file(path).value());
  count_rows(state);
}
BENCHMARK(read_plain_file)->Unit(benchmark::kMillisecond);

void read_gzip_file(benchmark::State& state) {
  const auto path = folder() / "a.csv.gz";
  for (auto _ : state) benchmark::DoNotOptimize(history::read_candle_file(path).value());
  count_rows(state);
}
BENCHMARK(read_gzip_file)->Unit(benchmark::kMillisecond);

void open_store(benchmark::State& state) {
  const auto data = folder();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        history::open_store(data, "BTCUSDT", core::Duration::minutes(1)).value());
  count_rows(state);
}
BENCHMARK(open_store)->Unit(benchmark::kMillisecond);

void open_store_and_sum_closes(benchmark::State& state) {
  const auto data = folder();
  for (auto _ : state) {
    const auto candles = history::open_store(data, "BTCUSDT", core::Duration::minutes(1)).value();
    const auto close = candles.view().close;
    benchmark::DoNotOptimize(std::accumulate(close.begin(), close.end(), std::int64_t{0}));
  }
  count_rows(state);
}
BENCHMARK(open_store_and_sum_closes)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
