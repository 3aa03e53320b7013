#pragma once

#include <string_view>

#include "binance_simulator/wire/form.h"

namespace atb::binance_simulator {

/// The members of a JSON object as texts: numbers in the form in which they were sent, which is
/// what their sender signed; truth values as true and false; arrays of texts as JSON. Null counts
/// as not sent.
/// @error -1100 no such object; those of `sink`
[[nodiscard]] exchange::Outcome<void> read_json_parameters(std::string_view text,
                                                           const FieldSink& sink);

}  // namespace atb::binance_simulator
