#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "exchange/orders/refusal.h"

namespace atb::binance_simulator {

/// Takes one decoded field, or refuses it.
using FieldSink = std::function<exchange::Outcome<void>(std::string name, std::string value)>;

/// Decodes "a=1&b=%5B2%5D" field by field, at most 200 of them.
/// @error -1100 a broken escape or no UTF-8, -1101 too many; those of `sink`
[[nodiscard]] exchange::Outcome<void> read_form(std::string_view text, const FieldSink& sink);

}  // namespace atb::binance_simulator
