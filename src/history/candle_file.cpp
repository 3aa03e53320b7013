#include "history/candle_file.h"

#include <utility>

#include <fmt/format.h>

namespace atb::history {
namespace {

core::Error in_file(core::Error error, const std::filesystem::path& path) {
  error.message = fmt::format("{}:{}", path.string(), error.message);
  return error;
}

}  // namespace

core::Result<market::CandleColumns> read_candle_file(const std::filesystem::path& path,
                                                     market::RowOrder order) {
  ATB_ASSIGN(const TextSource source, open_text(path));
  return read_candle_file(source, order);
}

core::Result<market::CandleColumns> read_candle_file(const TextSource& source,
                                                     market::RowOrder order) {
  const auto with_name = [&](core::Error error) { return in_file(std::move(error), source.path); };
  market::CandleCsvParser parser{order, source.bytes_expected};
  ATB_TRY(read_text(source,
                    [&](std::string_view text) { return parser.feed(text).map_error(with_name); }));
  return parser.finish().map_error(with_name);
}

}  // namespace atb::history
