#include "exchange/candle_session.h"

namespace atb::exchange {

using trading::Command;
using trading::Event;

core::Result<void> CandleSession::start(core::Timestamp time, trading::Incarnation incarnation) {
  const std::uint64_t known = engine_.state().next_order;
  std::vector<Event> events{trading::Started{time, incarnation}};
  ATB_TRY(deliver(events));
  const trading::EngineState state = engine_.state();
  // The venue of a paper session forgets with its process: it is shown what was still out. What it
  // answers is news, but for an acceptance that was heard before.
  std::vector<Event> answers;
  for (const auto& order : state.open_orders) {
    const auto number = static_cast<std::uint64_t>(trading::order_of(order.command).number);
    if (order.end || number >= known) continue;
    const std::size_t first = answers.size();
    venue_.submit(order.command, answers);
    const bool repeated = order.accepted && answers.size() > first &&
                          std::holds_alternative<trading::OrderAccepted>(answers.back());
    if (repeated) answers.pop_back();
  }
  if (state.pending_cancel) venue_.submit(*state.pending_cancel, answers);
  return deliver(answers);
}

core::Result<void> CandleSession::on_candle(const trading::CandleClosed& closed) {
  if (venue_.waits_for_open()) {
    std::vector<Event> events;
    venue_.on_open(closed.candle, events);
    ATB_TRY(deliver(events));
  }
  if (venue_.touches(closed.candle)) {
    std::vector<Event> events;
    venue_.on_range(closed.candle, closed.close_time, events);
    ATB_TRY(deliver(events));
  }
  const trading::Output& output = engine_.on(closed);
  if (output.commands.empty() && output.decisions.empty() && output.trades.empty()) return {};
  ATB_TRY(journal_.record(closed, output, engine_));
  const std::vector<Command> commands = output.commands;
  return carry_out(commands);
}

core::Result<void> CandleSession::deliver(std::vector<Event>& events) {
  for (const Event& event : events) {
    const trading::Output& output = engine_.on(event);
    ATB_TRY(journal_.record(event, output, engine_));
    if (output.commands.empty()) continue;
    const std::vector<Command> commands = output.commands;  // the next event overwrites them
    ATB_TRY(carry_out(commands));
  }
  return {};
}

core::Result<void> CandleSession::carry_out(const std::vector<Command>& commands) {
  std::vector<Event> answers;
  for (const Command& command : commands) venue_.submit(command, answers);
  return deliver(answers);
}

}  // namespace atb::exchange
