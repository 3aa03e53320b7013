#pragma once

#include "core/error.h"
#include "trading/engine.h"
#include "trading/event.h"

namespace atb::trading {

/// Where a session writes what happened, before anything goes out.
class Journal {
 public:
  virtual ~Journal() = default;
  /// Records an event, what the engine answered and where the engine stands now. When `output` has
  /// commands and the venue is outside this process, all of this and all that was recorded before
  /// must be durable on return: the commands are carried out next. An error stops the session
  /// before they are.
  [[nodiscard]] virtual core::Result<void> record(const Event& event, const Output& output,
                                                  const Engine& engine) = 0;
};

}  // namespace atb::trading
