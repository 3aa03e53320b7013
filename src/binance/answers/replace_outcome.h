#pragma once

#include <variant>

#include "binance/answers/outcome.h"

namespace atb::binance {

/// cancelReplace is two calls in one: each half has an outcome of its own.
struct NotAttempted {};
using ReplaceStep = std::variant<OrderReport, Refused, Unknown, NotAttempted>;
struct ReplaceOutcome {
  ReplaceStep cancel;
  ReplaceStep order;
};

/// Both done (200), one (409, -2021), none (400, -2022); both unknown where nothing is certain.
/// Source: Binance spot API, "Cancel an existing order and send a new order".
[[nodiscard]] ReplaceOutcome judge_replace(const Reply& reply, TimeUnit unit);

}  // namespace atb::binance
