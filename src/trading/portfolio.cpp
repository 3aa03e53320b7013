#include "trading/portfolio.h"

#include <limits>
#include <stdexcept>
#include <utility>

namespace atb::trading {
namespace {

/// A commission in the base asset is never more than what was bought, so it fits.
core::Quantity as_quantity(core::Money amount) {
  if (amount.units() > std::numeric_limits<std::int64_t>::max())
    throw std::overflow_error{"commission in base asset"};
  return core::Quantity::from_units(static_cast<std::int64_t>(amount.units()));
}

}  // namespace

Portfolio::Portfolio(std::string base_asset, std::string quote_asset, core::Money cash)
    : base_asset_{std::move(base_asset)}, quote_asset_{std::move(quote_asset)}, cash_{cash} {}

void Portfolio::buy(const OrderFilled& fill) {
  cash_ -= fill.quote;
  base_ += fill.quantity;
  charge(fill);
}

void Portfolio::sell(const OrderFilled& fill) {
  cash_ += fill.quote;
  base_ -= fill.quantity;
  charge(fill);
}

void Portfolio::charge(const OrderFilled& fill) {
  if (fill.commission.is_zero()) return;
  if (fill.commission_asset == quote_asset_) cash_ -= fill.commission;
  if (fill.commission_asset == base_asset_) base_ -= as_quantity(fill.commission);
  fees_[fill.commission_asset] += fill.commission;
}

core::Money Portfolio::equity(core::Price price) const {
  return cash_ + core::notional(price, base_, core::Rounding::floor);
}

void Portfolio::restore(core::Money cash, core::Quantity base,
                        std::map<std::string, core::Money> fees) {
  cash_ = cash;
  base_ = base;
  fees_ = std::move(fees);
}

}  // namespace atb::trading
