// The floor of the whole command: read a CSV of candles into doubles and run two averages over the
// closes. No exactness, no checks, no orders. bench/backtest_command.py measures against it.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::FILE* const file = std::fopen(argv[1], "rb");
  if (file == nullptr) return 5;
  std::string text;
  std::vector<char> block(1U << 18U);
  for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), file)) > 0;)
    text.append(block.data(), got);
  std::fclose(file);

  std::vector<double> columns[6];
  const char* at = text.data() + text.find('\n') + 1;
  const char* const end = text.data() + text.size();
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
