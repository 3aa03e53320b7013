// Needs: binance_simulator/wire/parameters.cpp binance_simulator/wire/form.cpp
// binance_simulator/wire/json_parameters.cpp binance_simulator/streams/stream_name.cpp
// binance_simulator/market/kline.cpp binance_simulator/faults/fault.cpp
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "binance_simulator/faults/fault.h"
#include "binance_simulator/streams/stream_name.h"
#include "binance_simulator/wire/parameters.h"

/// Queries, forms, WebSocket parameters, stream names and fault rules of any bytes are read safely.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb::binance_simulator;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto half = text.substr(0, size / 2);
  for (auto parameters :
       {Parameters::from_request(half, text.substr(size / 2)), Parameters::from_json(text)}) {
    if (!parameters) continue;
    const auto number = parameters->optional_number("a");
    if (number && *number && **number < 0) std::abort();
    const auto units = parameters->optional_decimal("b");
    if (units && *units && **units < 0) std::abort();
    (void)parameters->optional_list("c");
    (void)parameters->client_id("d");
    (void)parameters->sorted_payload();
    (void)parameters->all_read();
  }
  if (signed_payload(text, half).find("signature=") == 0) std::abort();
  (void)parse_stream(text);
  (void)parse_faults(text);
  return 0;
}
