#pragma once

#include <string_view>

#include "core/time.h"
#include "trading/event.h"

/// What the journal files an event under.
namespace atb::store {

/// The name of an event in the journal: started, candle, accepted, rejected, cancelled, fill.
[[nodiscard]] std::string_view kind_of(const trading::Event& event) noexcept;
/// The order an event speaks of, or null.
[[nodiscard]] const trading::OrderId* order_of(const trading::Event& event) noexcept;
[[nodiscard]] core::Timestamp time_of(const trading::Event& event) noexcept;

}  // namespace atb::store
