#pragma once

#include <memory>
#include <string_view>

#include "binance/messages/market_events.h"
#include "binance/messages/time_unit.h"
#include "core/error.h"

namespace atb::binance {

/// Reads frames of the market data streams, raw and combined. Holds the parser's memory, so that a
/// frame costs no allocation but what its event holds. One thread at a time.
class StreamParser {
 public:
  explicit StreamParser(TimeUnit unit);
  StreamParser(StreamParser&&) noexcept;
  StreamParser& operator=(StreamParser&&) noexcept;
  ~StreamParser();

  /// Unknown fields and kinds are tolerated.
  /// @error binance.message_malformed (temporary)  not JSON, a field missing or of a wrong type:
  ///        named; binance.message_too_large (temporary)  above kFrameBytesMax
  [[nodiscard]] core::Result<StreamEvent> parse(std::string_view frame);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace atb::binance
