// The floor of the whole command: map a CSV of candles, read it into columns of doubles, run two
// averages over the closes. No exactness, no checks, no orders. bench/backtest_command.py measures
// against it.
#include <charconv>
#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const int file = open(argv[1], O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || fstat(file, &status) != 0) return 5;
  const auto bytes = static_cast<std::size_t>(status.st_size);
  const auto* const text = static_cast<const char*>(
      mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0));
  if (text == MAP_FAILED) return 1;

  constexpr std::size_t kRowBytesLeast = 40;
  std::vector<double> columns[6];
  for (auto& column : columns) column.reserve(bytes / kRowBytesLeast);
  const char* const end = text + bytes;
  const char* at = text;
  while (at < end && *at++ != '\n') {
  }
  while (at < end) {
    for (auto& column : columns) {
      double value = 0;
      at = std::from_chars(at, end, value).ptr + 1;
      column.push_back(value);
    }
  }
  double fast = 0;
  double slow = 0;
  double equity = 1'000;
  const auto& close = columns[4];
  for (std::size_t i = 0; i < close.size(); ++i) {
    fast += close[i] - (i >= 10 ? close[i - 10] : 0);
    slow += close[i] - (i >= 30 ? close[i - 30] : 0);
    if (i >= 30 && fast * 3 > slow) equity *= close[i] / close[i - 1];
  }
  std::printf("%zu %.4f\n", close.size(), equity);
  return 0;
}
