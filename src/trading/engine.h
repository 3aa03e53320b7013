#pragma once

#include <optional>
#include <vector>

#include "market/instrument.h"
#include "strategy/strategy.h"
#include "trading/command.h"
#include "trading/decision.h"
#include "trading/engine_state.h"
#include "trading/event.h"
#include "trading/portfolio.h"
#include "trading/position.h"
#include "trading/sizing.h"

namespace atb::trading {

struct EngineConfig {
  market::Instrument instrument;
  RiskLimits limits;
  core::Money initial_cash;
};

/// What one event led to.
struct Output {
  std::vector<Command> commands;    ///< in the order in which they are to be carried out
  std::vector<Decision> decisions;  ///< one for each signal of the strategy
  std::vector<ClosedTrade> trades;  ///< round trips that this event ended
};

/// The trading core: events in, commands out. Deterministic and sans-I/O: the time is the event's,
/// nothing is read, written, waited for or drawn. Backtest, paper and live run this object.
///
/// One pair, long or flat. An order is over when the venue said how it ended and all the fills it
/// spoke of are booked, in whatever order they come. Enter: market buy of the limits' share of the
/// cash. When it has filled: stop-loss and take-profit as one protection. Exit signal: protection
/// is taken back first, then everything is sold at market, so that the venue never holds two claims
/// on one balance.
class Engine {
 public:
  /// @param strategy  outlives the engine; fed by it with each closed candle
  Engine(EngineConfig config, strategy::Strategy& strategy);

  /// Takes one event. The answer is valid until the next call.
  /// Events of unknown orders and fills that were booked before are ignored (`ignored_events`).
  const Output& on(const Event& event);
  const Output& on(const CandleClosed& event);

  /// Shows the strategy a candle of the past without deciding anything (after a restart).
  void warm_up(const market::Candle& candle);

  [[nodiscard]] EngineState state() const;
  /// Puts back what a store kept. @pre no event was taken yet
  void restore(const EngineState& state);

  [[nodiscard]] const Portfolio& portfolio() const noexcept { return portfolio_; }
  [[nodiscard]] const Position& position() const noexcept { return position_; }
  [[nodiscard]] Phase phase() const noexcept { return phase_; }
  [[nodiscard]] const EngineConfig& config() const noexcept { return config_; }
  [[nodiscard]] const strategy::Strategy& strategy() const noexcept { return strategy_; }
  [[nodiscard]] std::uint64_t ignored_events() const noexcept { return ignored_events_; }

 private:
  void handle(const Started& event);
  void handle(const CandleClosed& event);
  void handle(const OrderAccepted& event);
  void handle(const OrderRejected& event);
  void handle(const OrderCancelled& event);
  void handle(const OrderFilled& event);

  Outcome decide(core::Timestamp time, strategy::Signal signal);
  Outcome enter(core::Timestamp time);
  Outcome begin_exit(core::Timestamp time);
  void protect(core::Timestamp time);
  void release(core::Timestamp time);
  void cancel(const OrderId& id, core::Timestamp time);
  void sell_all(core::Timestamp time, ExitReason reason);
  void retry_exit(core::Timestamp time);
  void end(const OrderId& id, core::Timestamp time, const OrderEnd& end);
  void end_if_booked(const OrderId& id, core::Timestamp time);
  void entry_ended(core::Timestamp time);
  void close_position(core::Timestamp time, ExitReason reason);

  OpenOrder* find(const OrderId& id);
  bool book(OpenOrder& order, const OrderFilled& fill);
  void forget(const OrderId& id);
  template <class C>
  void issue(C command);
  [[nodiscard]] OrderId next_id();
  [[nodiscard]] core::Quantity sellable() const;

  EngineConfig config_;
  strategy::Strategy& strategy_;
  Portfolio portfolio_;
  Position position_;
  Phase phase_ = Phase::flat;
  ExitReason exit_reason_ = ExitReason::signal;
  bool exit_wanted_ = false;
  std::vector<OpenOrder> open_orders_;
  std::optional<CancelOrder> pending_cancel_;
  Incarnation incarnation_{};
  std::uint64_t next_order_ = 1;
  core::Timestamp last_candle_ = kNoCandle;
  core::Price last_close_;
  std::uint64_t ignored_events_ = 0;
  Output output_;
};

}  // namespace atb::trading
