#include "binance/streams/connection_life.h"

#include <algorithm>
#include <utility>

namespace atb::binance {

bool ConnectionLife::wants_successor(core::Timestamp now) const noexcept {
  return !current_ || current_->ending || now - current_->since >= limits_.planned_life;
}

void ConnectionLife::open(Step& step, core::Timestamp now) {
  const auto id = ConnectionId{++last_id_};
  next_ = Connection{id, now, SilenceWatchdog{limits_.silence, now}, false};
  step.connect = id;
}

ConnectionLife::Step ConnectionLife::tick(core::Timestamp now, double random) {
  Step step;
  if (previous_ && current_ && now - current_->since >= limits_.overlap) {
    step.close.push_back(previous_->id);
    previous_.reset();
  }
  // A silent one is as good as gone: nothing that it may still send can be trusted to be all.
  if (current_ && current_->watchdog.verdict(now) != SilenceWatchdog::Verdict::alive) {
    step.close.push_back(current_->id);
    current_ = std::exchange(previous_, std::nullopt);
    if (current_) current_->ending = true;
  }
  if (next_ && now - next_->since >= limits_.connect_max) {
    step.close.push_back(next_->id);
    next_.reset();
    not_before_ = now + delay_.next(random);
  }
  if (!next_ && wants_successor(now) && now >= not_before_) open(step, now);
  return step;
}

ConnectionLife::Step ConnectionLife::on_ready(ConnectionId id, core::Timestamp now) {
  Step step;
  if (!next_ || next_->id != id) return step;
  if (previous_) step.close.push_back(previous_->id);
  previous_ = std::exchange(current_, std::nullopt);
  current_ = std::exchange(next_, std::nullopt);
  current_->since = now;
  current_->watchdog = SilenceWatchdog{limits_.silence, now};
  delay_.reset();
  step.repair = true;
  return step;
}

ConnectionLife::Step ConnectionLife::on_closed(ConnectionId id, core::Timestamp now,
                                               double random) {
  if (previous_ && previous_->id == id) previous_.reset();
  if (next_ && next_->id == id) {
    next_.reset();
    not_before_ = now + delay_.next(random);
  }
  if (current_ && current_->id == id) {
    // The one before still delivers for a while; a successor is wanted all the same.
    current_ = std::exchange(previous_, std::nullopt);
    if (current_) current_->ending = true;
    if (!next_) not_before_ = std::max(not_before_, now + delay_.next(random));
  }
  return tick(now, random);
}

void ConnectionLife::on_frame(ConnectionId id, bool is_event, core::Timestamp now) {
  if (current_ && current_->id == id) current_->watchdog.on_frame(is_event, now);
  if (previous_ && previous_->id == id) previous_->watchdog.on_frame(is_event, now);
}

void ConnectionLife::on_shutdown(ConnectionId id, core::Timestamp now) {
  if (next_ && next_->id == id) next_->ending = true;
  if (!current_ || current_->id != id || current_->ending) return;
  current_->ending = true;
  not_before_ = std::min(not_before_, now);
}

core::Timestamp ConnectionLife::deadline() const noexcept {
  if (!current_ && !next_) return not_before_;
  auto earliest = core::Timestamp::from_us(INT64_MAX);
  if (next_) earliest = std::min(earliest, next_->since + limits_.connect_max);
  if (current_) {
    earliest = std::min(earliest, current_->watchdog.deadline());
    if (previous_) earliest = std::min(earliest, current_->since + limits_.overlap);
    const auto planned = current_->since + limits_.planned_life;
    if (!next_)
      earliest =
          std::min(earliest, std::max(current_->ending ? core::Timestamp{} : planned, not_before_));
  }
  return earliest;
}

}  // namespace atb::binance
