#pragma once

#include "binance_simulator/wire/json_text.h"
#include "exchange/rules/symbol_rules.h"

namespace atb::binance_simulator {

/// One entry of exchangeInfo.symbols.
[[nodiscard]] Json symbol_json(const exchange::SymbolRules& rules);

}  // namespace atb::binance_simulator
