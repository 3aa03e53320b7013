#include "trading/engine.h"

#include <algorithm>
#include <utility>

namespace atb::trading {
namespace {

bool is_entry(const OpenOrder& order) {
  return std::holds_alternative<PlaceMarketBuy>(order.command);
}
bool is_protection(const OpenOrder& order) {
  return std::holds_alternative<PlaceProtection>(order.command);
}

}  // namespace

Engine::Engine(EngineConfig config, strategy::Strategy& strategy)
    : config_{std::move(config)},
      strategy_{strategy},
      portfolio_{config_.instrument.base_asset, config_.instrument.quote_asset,
                 config_.initial_cash} {}

const Output& Engine::on(const Event& event) {
  output_.commands.clear();
  output_.decisions.clear();
  output_.trades.clear();
  std::visit([this](const auto& e) { handle(e); }, event);
  return output_;
}

const Output& Engine::on(const CandleClosed& event) {
  output_.commands.clear();
  output_.decisions.clear();
  output_.trades.clear();
  handle(event);
  return output_;
}

void Engine::warm_up(const market::Candle& candle) {
  (void)strategy_.on_candle(candle);
  last_close_ = candle.close;
}

void Engine::handle(const Started& event) {
  incarnation_ = event.incarnation;
  // Whether the cancel arrived is not known; asking again does no harm.
  if (phase_ == Phase::releasing) release(event.time);
}

void Engine::handle(const CandleClosed& event) {
  last_candle_ = event.candle.open_time;
  last_close_ = event.candle.close;
  const strategy::Signal signal = strategy_.on_candle(event.candle);
  if (phase_ == Phase::unprotected) retry_exit(event.close_time);
  if (signal != strategy::Signal::none) decide(event.close_time, signal);
}

void Engine::decide(core::Timestamp time, strategy::Signal signal) {
  Outcome outcome = Outcome::order_placed;
  if (signal == strategy::Signal::enter) {
    outcome = phase_ == Phase::flat ? enter(time) : Outcome::already_in_position;
  } else if (phase_ == Phase::guarded) {
    release(time);
  } else {
    outcome = Outcome::nothing_to_exit;
  }
  output_.decisions.push_back({time, signal, outcome});
}

Outcome Engine::enter(core::Timestamp time) {
  const EntrySize size = size_entry(portfolio_.cash(), config_.limits, config_.instrument);
  if (size.outcome != Outcome::order_placed) return size.outcome;
  phase_ = Phase::entering;
  issue(PlaceMarketBuy{next_id(), time, size.budget});
  return Outcome::order_placed;
}

void Engine::protect(core::Timestamp time) {
  const core::Quantity quantity = sellable();
  if (quantity.is_zero()) return close_position(time, ExitReason::dust);
  const auto prices =
      protection_prices(position_.entry_price(), config_.limits, config_.instrument);
  if (!prices) return sell_all(time, ExitReason::protection_refused);
  phase_ = Phase::protecting;
  issue(PlaceProtection{next_id(), time, quantity, prices->stop, prices->target});
}

void Engine::release(core::Timestamp time) {
  const auto protection = std::find_if(open_orders_.begin(), open_orders_.end(), is_protection);
  phase_ = Phase::releasing;
  exit_reason_ = ExitReason::signal;
  if (protection == open_orders_.end()) return sell_all(time, exit_reason_);
  output_.commands.emplace_back(CancelOrder{order_of(protection->command), time});
}

void Engine::sell_all(core::Timestamp time, ExitReason reason) {
  const core::Quantity quantity = sellable();
  if (quantity.is_zero()) return close_position(time, ExitReason::dust);
  phase_ = Phase::exiting;
  exit_reason_ = reason;
  issue(PlaceMarketSell{next_id(), time, quantity});
}

void Engine::retry_exit(core::Timestamp time) {
  const core::Money value = core::notional(last_close_, sellable(), core::Rounding::floor);
  if (value < config_.instrument.notional_min) return close_position(time, ExitReason::dust);
  sell_all(time, exit_reason_);
}

void Engine::handle(const OrderAccepted& event) {
  OpenOrder* const order = find(event.order);
  if (order == nullptr) return;
  order->accepted = true;
  if (is_protection(*order) && phase_ == Phase::protecting) phase_ = Phase::guarded;
}

void Engine::handle(const OrderRejected& event) {
  const OpenOrder* const order = find(event.order);
  if (order == nullptr) return;
  const bool entry = is_entry(*order);
  const bool protection = is_protection(*order);
  forget(event.order);
  if (entry) return entry_ended(event.time);
  if (protection) return sell_all(event.time, ExitReason::protection_refused);
  phase_ = Phase::unprotected;
}

void Engine::handle(const OrderCancelled& event) {
  const OpenOrder* const order = find(event.order);
  if (order == nullptr) return;
  const bool entry = is_entry(*order);
  const bool protection = is_protection(*order);
  forget(event.order);
  if (entry) return entry_ended(event.time);
  if (!protection) {
    phase_ = Phase::unprotected;
  } else if (phase_ == Phase::releasing) {
    sell_all(event.time, exit_reason_);
  } else {
    protect(event.time);  // taken back by somebody else: the position may not stay naked
  }
}

void Engine::handle(const OrderFilled& event) {
  OpenOrder* const order = find(event.order);
  if (order == nullptr || !book(*order, event)) return;
  if (!event.completes) return;
  const bool entry = is_entry(*order);
  const bool protection = is_protection(*order);
  forget(event.order);
  if (entry) return entry_ended(event.time);
  if (!protection) return close_position(event.time, exit_reason_);
  close_position(event.time,
                 event.leg == Leg::take_profit ? ExitReason::take_profit : ExitReason::stop_loss);
}

void Engine::entry_ended(core::Timestamp time) {
  phase_ = Phase::flat;
  if (position_.is_open()) protect(time);
}

void Engine::close_position(core::Timestamp time, ExitReason reason) {
  phase_ = Phase::flat;
  output_.trades.push_back(position_.close(time, reason));
}

OpenOrder* Engine::find(const OrderId& id) {
  const auto found = std::find_if(open_orders_.begin(), open_orders_.end(),
                                  [&](const auto& order) { return order_of(order.command) == id; });
  if (found != open_orders_.end()) return &*found;
  ++ignored_events_;
  return nullptr;
}

bool Engine::book(OpenOrder& order, const OrderFilled& fill) {
  auto& booked = order.trade_ids;
  if (std::find(booked.begin(), booked.end(), fill.trade_id) != booked.end()) {
    ++ignored_events_;
    return false;
  }
  booked.push_back(fill.trade_id);
  order.filled += fill.quantity;
  const bool fee_in_quote = fill.commission_asset == portfolio_.quote_asset();
  if (is_entry(order)) {
    portfolio_.buy(fill);
    position_.add_entry(fill, fee_in_quote);
  } else {
    portfolio_.sell(fill);
    position_.add_exit(fill, fee_in_quote);
  }
  return true;
}

void Engine::forget(const OrderId& id) {
  std::erase_if(open_orders_, [&](const auto& order) { return order_of(order.command) == id; });
}

template <class C>
void Engine::issue(C command) {
  open_orders_.push_back({command, false, {}, {}});
  output_.commands.emplace_back(std::move(command));
}

OrderId Engine::next_id() {
  return {incarnation_, OrderNumber{next_order_++}};
}

core::Quantity Engine::sellable() const {
  const auto& step = config_.instrument.lot_step;
  const auto rounded = core::round_to_step(portfolio_.base(), step, core::Rounding::floor);
  return rounded ? *rounded : core::Quantity{};
}

EngineState Engine::state() const {
  return {phase_,       portfolio_.cash(), portfolio_.base(), portfolio_.fees(), position_.sums(),
          exit_reason_, open_orders_,      next_order_,       last_candle_,      last_close_};
}

void Engine::restore(const EngineState& state) {
  phase_ = state.phase;
  portfolio_.restore(state.cash, state.base, state.fees);
  position_ = Position{state.position};
  exit_reason_ = state.exit_reason;
  open_orders_ = state.open_orders;
  next_order_ = state.next_order;
  last_candle_ = state.last_candle;
  last_close_ = state.last_close;
}

}  // namespace atb::trading
