#pragma once

#include <deque>
#include <string>
#include <utility>

#include "strategy/strategy.h"

namespace atb::trading::testing {

/// Gives the signals that a test wrote down, one a candle, then none.
class ScriptedStrategy final : public strategy::Strategy {
 public:
  explicit ScriptedStrategy(std::deque<strategy::Signal> script) : script_{std::move(script)} {}
  strategy::Signal on_candle(const market::Candle&) override {
    ++candles_seen;
    if (script_.empty()) return strategy::Signal::none;
    const auto signal = script_.front();
    script_.pop_front();
    return signal;
  }
  std::string explain() const override { return "as the script says"; }
  std::size_t warm_up() const override { return 0; }

  int candles_seen = 0;

 private:
  std::deque<strategy::Signal> script_;
};

}  // namespace atb::trading::testing
