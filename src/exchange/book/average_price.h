#pragma once

#include <deque>
#include <optional>

#include "core/amount.h"
#include "core/time.h"

namespace atb::exchange {

/// The volume-weighted average price of the last five minutes, exact.
/// Source: Binance spot API, GET avgPrice.
class AveragePrice {
 public:
  struct Entry {
    core::Timestamp time;
    core::Money quote;
    core::Quantity quantity;
  };
  static constexpr auto kWindow = core::Duration::minutes(5);

  void add(const Entry& trade);
  /// Of the trades since `now` less the window; of the last one when there were none.
  [[nodiscard]] std::optional<core::Price> at(core::Timestamp now);
  [[nodiscard]] const std::deque<Entry>& entries() const noexcept { return entries_; }

 private:
  std::deque<Entry> entries_;
  core::Int128 quote_ = 0;     ///< sum, units
  core::Int128 quantity_ = 0;  ///< sum, units
};

}  // namespace atb::exchange
