#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"
#include "trading/engine_state.h"
#include "trading/event.h"

/// The trading core's values as JSON, as the store keeps them. Amounts are decimal strings, times
/// integer microseconds, order ids "<incarnation in 16 hex digits>-<number>".
namespace atb::store {

[[nodiscard]] std::string to_text(const trading::OrderId& id);
[[nodiscard]] core::Result<trading::OrderId> parse_order_id(std::string_view text);

/// Fields: "kind" buy | sell | protect | cancel, "order", "time", and the amounts of that kind.
[[nodiscard]] nlohmann::ordered_json to_json(const trading::Command& command);
/// @error store.damaged (kind internal): not what `to_json` writes
[[nodiscard]] core::Result<trading::Command> command_from_json(const nlohmann::ordered_json& json);

[[nodiscard]] nlohmann::ordered_json to_json(const trading::Event& event);
[[nodiscard]] nlohmann::ordered_json to_json(const trading::ClosedTrade& trade);

[[nodiscard]] std::string state_to_text(const trading::EngineState& state);
/// @error store.damaged
[[nodiscard]] core::Result<trading::EngineState> state_from_text(std::string_view text);

}  // namespace atb::store
