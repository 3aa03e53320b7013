#include "exchange/candle_fill_model.h"

#include <algorithm>
#include <utility>

namespace atb::exchange {
namespace {

using core::Rounding;
using trading::Event;
using trading::OrderRejected;

constexpr core::Ratio kOne = core::Ratio::from_units(core::kUnitsPerOne);

Event rejection(const trading::OrderId& order, core::Timestamp time, core::Error error) {
  return OrderRejected{order, time, std::move(error.code), std::move(error.message)};
}

/// One fill an order: its number serves as the trade's.
std::int64_t trade_id(const trading::OrderId& order) {
  return static_cast<std::int64_t>(order.number);
}

}  // namespace

CandleFillModel::CandleFillModel(market::Instrument instrument, Costs costs)
    : instrument_{std::move(instrument)}, costs_{costs} {}

void CandleFillModel::submit(const trading::Command& command, std::vector<Event>& answers) {
  std::visit([&](const auto& order) { place(order, answers); }, command);
}

void CandleFillModel::place(const trading::PlaceMarketBuy& order, std::vector<Event>& answers) {
  if (auto fits = market::check_notional(instrument_, order.budget, market::OrderKind::market);
      !fits) {
    answers.push_back(rejection(order.order, order.time, std::move(fits).error()));
    return;
  }
  market_orders_.emplace_back(order);
  answers.emplace_back(trading::OrderAccepted{order.order, order.time});
}

void CandleFillModel::place(const trading::PlaceMarketSell& order, std::vector<Event>& answers) {
  if (auto fits = market::check_quantity(instrument_, order.quantity, market::OrderKind::market);
      !fits) {
    answers.push_back(rejection(order.order, order.time, std::move(fits).error()));
    return;
  }
  market_orders_.emplace_back(order);
  answers.emplace_back(trading::OrderAccepted{order.order, order.time});
}

void CandleFillModel::place(const trading::PlaceProtection& order, std::vector<Event>& answers) {
  using market::OrderKind;
  const auto value = core::notional(order.stop, order.quantity, Rounding::floor);
  auto fits = market::check_quantity(instrument_, order.quantity, OrderKind::limit);
  if (fits) fits = market::check_price(instrument_, order.stop);
  if (fits) fits = market::check_price(instrument_, order.target);
  if (fits) fits = market::check_notional(instrument_, value, OrderKind::limit);
  if (!fits) {
    answers.push_back(rejection(order.order, order.time, std::move(fits).error()));
    return;
  }
  protection_ = order;
  answers.emplace_back(trading::OrderAccepted{order.order, order.time});
}

void CandleFillModel::place(const trading::CancelOrder& cancel, std::vector<Event>& answers) {
  std::erase_if(market_orders_,
                [&](const auto& order) { return trading::order_of(order) == cancel.order; });
  if (protection_ && protection_->order == cancel.order) protection_.reset();
  answers.emplace_back(trading::OrderCancelled{cancel.order, cancel.time, {}});
}

void CandleFillModel::on_open(const market::Candle& candle, std::vector<Event>& events) {
  for (const auto& order : market_orders_) {
    if (const auto* const buy = std::get_if<trading::PlaceMarketBuy>(&order)) {
      events.push_back(fill_buy(*buy, candle));
    } else if (const auto* const sell = std::get_if<trading::PlaceMarketSell>(&order)) {
      events.push_back(fill_market_sell(*sell, candle));
    }
  }
  market_orders_.clear();
}

void CandleFillModel::on_range(const market::Candle& candle, core::Timestamp close_time,
                               std::vector<Event>& events) {
  if (!touches(candle)) return;
  const bool stopped = candle.low <= protection_->stop;
  const bool reached = candle.high >= protection_->target;
  if (stopped && reached) ++ambiguous_candles_;
  const trading::PlaceProtection order = *protection_;
  if (stopped) {
    const auto price = slipped(std::min(candle.open, order.stop), false);
    if (!price) return;
    events.push_back(
        fill_sell(order.order, trading::Leg::stop_loss, close_time, order.quantity, *price));
  } else {
    events.push_back(fill_sell(order.order, trading::Leg::take_profit, close_time, order.quantity,
                               std::max(candle.open, order.target)));
  }
  protection_.reset();
}

Event CandleFillModel::fill_buy(const trading::PlaceMarketBuy& order,
                                const market::Candle& candle) const {
  const auto filled = [&]() -> core::Result<trading::OrderFilled> {
    ATB_ASSIGN(const auto price, slipped(candle.open, true));
    ATB_ASSIGN(const auto most, core::quantity_for(order.budget, price, Rounding::floor));
    ATB_ASSIGN(const auto quantity,
               core::round_to_step(most, instrument_.lot_step, Rounding::floor));
    ATB_TRY(market::check_quantity(instrument_, quantity, market::OrderKind::market));
    const core::Money quote = core::notional(price, quantity, Rounding::ceiling);
    ATB_TRY(market::check_notional(instrument_, quote, market::OrderKind::market));
    const bool in_quote = costs_.commission_in == CommissionIn::quote;
    const core::Money commission =
        in_quote
            ? core::scale(quote, costs_.fee, Rounding::ceiling)
            : core::Money::from_units(core::scale(quantity, costs_.fee, Rounding::ceiling).units());
    return trading::OrderFilled{order.order,
                                trading::Leg::none,
                                candle.open_time,
                                trade_id(order.order),
                                price,
                                quantity,
                                quote,
                                commission,
                                in_quote ? instrument_.quote_asset : instrument_.base_asset,
                                quantity,
                                true};
  }();
  if (!filled) return rejection(order.order, candle.open_time, filled.error());
  return *filled;
}

Event CandleFillModel::fill_market_sell(const trading::PlaceMarketSell& order,
                                        const market::Candle& candle) const {
  auto price = slipped(candle.open, false);
  if (!price) return rejection(order.order, candle.open_time, std::move(price).error());
  const core::Money value = core::notional(*price, order.quantity, Rounding::floor);
  if (auto fits = market::check_notional(instrument_, value, market::OrderKind::market); !fits)
    return rejection(order.order, candle.open_time, std::move(fits).error());
  return fill_sell(order.order, trading::Leg::none, candle.open_time, order.quantity, *price);
}

Event CandleFillModel::fill_sell(const trading::OrderId& order, trading::Leg leg,
                                 core::Timestamp time, core::Quantity quantity,
                                 core::Price price) const {
  const core::Money quote = core::notional(price, quantity, Rounding::floor);
  return trading::OrderFilled{order,
                              leg,
                              time,
                              trade_id(order),
                              price,
                              quantity,
                              quote,
                              core::scale(quote, costs_.fee, Rounding::ceiling),
                              instrument_.quote_asset,
                              quantity,
                              true};
}

core::Result<core::Price> CandleFillModel::slipped(core::Price price, bool up) const {
  if (costs_.slippage.is_zero()) return price;
  const auto direction = up ? Rounding::ceiling : Rounding::floor;
  ATB_ASSIGN(const auto moved,
             core::scale(price, up ? kOne + costs_.slippage : kOne - costs_.slippage, direction));
  return core::round_to_step(moved, instrument_.tick_size, direction);
}

}  // namespace atb::exchange
