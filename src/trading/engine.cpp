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
}

void Engine::handle(const Started& event) {
  incarnation_ = event.incarnation;
  // An entry that waits was sized for the fee of its time: a higher one may not overdraw the cash.
  for (const auto& open : open_orders_) {
    const auto* const buy = std::get_if<PlaceMarketBuy>(&open.command);
    if (buy == nullptr || open.end || pending_cancel_) continue;
    const auto fee = core::scale(buy->budget, config_.limits.fee_reserve, core::Rounding::ceiling);
    if (buy->budget + fee > portfolio_.cash()) cancel(buy->order, event.time);
  }
}

void Engine::handle(const CandleClosed& event) {
  last_candle_ = event.candle.open_time;
  last_close_ = event.candle.close;
  const strategy::Signal signal = strategy_.on_candle(event.candle);
  if (phase_ == Phase::unprotected) retry_exit(event.close_time);
  if (signal == strategy::Signal::none) return;
  const Outcome outcome = decide(event.close_time, signal);
  output_.decisions.push_back({event.close_time, signal, outcome});
}

Outcome Engine::decide(core::Timestamp time, strategy::Signal signal) {
  if (signal == strategy::Signal::exit) return begin_exit(time);
  exit_wanted_ = false;
  return phase_ == Phase::flat ? enter(time) : Outcome::already_in_position;
}

Outcome Engine::enter(core::Timestamp time) {
  const EntrySize size =
      size_entry(portfolio_.cash(), last_close_, config_.limits, config_.instrument);
  if (size.outcome != Outcome::order_placed) return size.outcome;
  phase_ = Phase::entering;
  issue(PlaceMarketBuy{next_id(), time, size.budget});
  return Outcome::order_placed;
}

Outcome Engine::begin_exit(core::Timestamp time) {
  switch (phase_) {
    case Phase::guarded:
      release(time);
      return Outcome::order_placed;
    case Phase::entering:
    case Phase::protecting:
      exit_wanted_ = true;
      return Outcome::exit_follows;
    case Phase::flat:
      return Outcome::nothing_to_exit;
    case Phase::releasing:
    case Phase::exiting:
    case Phase::unprotected:
      return Outcome::already_exiting;
  }
  return Outcome::nothing_to_exit;
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
  exit_reason_ = ExitReason::signal;
  exit_wanted_ = false;
  if (protection == open_orders_.end()) return sell_all(time, exit_reason_);
  phase_ = Phase::releasing;
  cancel(order_of(protection->command), time);
}

void Engine::cancel(const OrderId& id, core::Timestamp time) {
  pending_cancel_ = CancelOrder{id, time};
  output_.commands.emplace_back(*pending_cancel_);
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
  if (!is_protection(*order) || phase_ != Phase::protecting) return;
  phase_ = Phase::guarded;
  if (exit_wanted_) release(event.time);
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
  if (find(event.order) == nullptr) return;
  end(event.order, event.time, {event.order_filled, true, Leg::none});
}

void Engine::handle(const OrderFilled& event) {
  OpenOrder* const order = find(event.order);
  if (order == nullptr || !book(*order, event)) return;
  if (event.completes) {
    end(event.order, event.time, {event.order_filled, false, event.leg});
  } else {
    end_if_booked(event.order, event.time);
  }
}

void Engine::end(const OrderId& id, core::Timestamp time, const OrderEnd& end) {
  find(id)->end = end;
  end_if_booked(id, time);
}

void Engine::end_if_booked(const OrderId& id, core::Timestamp time) {
  const OpenOrder* const order = find(id);
  if (!order->end || order->filled < order->end->filled) return;
  const OrderEnd end = *order->end;
  const bool entry = is_entry(*order);
  const bool protection = is_protection(*order);
  forget(id);
  if (entry) return entry_ended(time);
  if (!end.cancelled) {
    return close_position(time, !protection                   ? exit_reason_
                                : end.leg == Leg::take_profit ? ExitReason::take_profit
                                                              : ExitReason::stop_loss);
  }
  if (!protection) {
    phase_ = Phase::unprotected;
  } else if (phase_ == Phase::releasing) {
    sell_all(time, exit_reason_);
  } else {
    protect(time);  // taken back by somebody else: the position may not stay naked
  }
}

void Engine::entry_ended(core::Timestamp time) {
  phase_ = Phase::flat;
  const bool sell_now = std::exchange(exit_wanted_, false);
  if (!position_.is_open()) return;
  if (sell_now) return sell_all(time, ExitReason::signal);
  protect(time);
}

void Engine::close_position(core::Timestamp time, ExitReason reason) {
  phase_ = Phase::flat;
  exit_wanted_ = false;
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
  if (pending_cancel_ && pending_cancel_->order == id) pending_cancel_.reset();
}

template <class C>
void Engine::issue(C command) {
  open_orders_.push_back({command, false, {}, {}, {}});
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
  EngineState state;
  state.phase = phase_;
  state.cash = portfolio_.cash();
  state.base = portfolio_.base();
  state.fees = portfolio_.fees();
  state.position = position_.sums();
  state.exit_reason = exit_reason_;
  state.exit_wanted = exit_wanted_;
  state.open_orders = open_orders_;
  state.pending_cancel = pending_cancel_;
  state.next_order = next_order_;
  state.last_candle = last_candle_;
  state.last_close = last_close_;
  return state;
}

void Engine::restore(const EngineState& state) {
  phase_ = state.phase;
  portfolio_.restore(state.cash, state.base, state.fees);
  position_ = Position{state.position};
  exit_reason_ = state.exit_reason;
  exit_wanted_ = state.exit_wanted;
  open_orders_ = state.open_orders;
  pending_cancel_ = state.pending_cancel;
  next_order_ = state.next_order;
  last_candle_ = state.last_candle;
  last_close_ = state.last_close;
}

}  // namespace atb::trading
