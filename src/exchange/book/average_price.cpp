#include "exchange/book/average_price.h"

namespace atb::exchange {

void AveragePrice::add(const Entry& trade) {
  // Many trades of one moment are one entry: the window stays small.
  if (!entries_.empty() && entries_.back().time == trade.time) {
    entries_.back().quote += trade.quote;
    entries_.back().quantity += trade.quantity;
  } else {
    entries_.push_back(trade);
  }
  quote_ += trade.quote.units();
  quantity_ += trade.quantity.units();
  while (entries_.size() > 1 && entries_.front().time + kWindow < trade.time) {
    quote_ -= entries_.front().quote.units();
    quantity_ -= entries_.front().quantity.units();
    entries_.pop_front();
  }
}

std::optional<core::Price> AveragePrice::at(core::Timestamp now) {
  while (entries_.size() > 1 && entries_.front().time + kWindow < now) {
    quote_ -= entries_.front().quote.units();
    quantity_ -= entries_.front().quantity.units();
    entries_.pop_front();
  }
  if (quantity_ == 0) return std::nullopt;
  const auto price = core::divide(core::multiply(quote_, core::kUnitsPerOne), quantity_,
                                  core::Rounding::half_to_even);
  return core::Price::from_units(static_cast<std::int64_t>(price));
}

}  // namespace atb::exchange
