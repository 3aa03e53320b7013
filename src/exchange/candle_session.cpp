#include "exchange/candle_session.h"

namespace atb::exchange {

using trading::Command;
using trading::Event;

core::Result<void> CandleSession::start(core::Timestamp time, trading::Incarnation incarnation) {
  // The venue of a paper session forgets with its process: it is shown what was still out.
  std::vector<Event> unanswered;
  for (const auto& order : engine_.state().open_orders) {
    std::vector<Event> answers;
    venue_.submit(order.command, answers);
    if (!order.accepted) unanswered.insert(unanswered.end(), answers.begin(), answers.end());
  }
  std::vector<Event> events{trading::Started{time, incarnation}};
  events.insert(events.end(), unanswered.begin(), unanswered.end());
  return deliver(events);
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
