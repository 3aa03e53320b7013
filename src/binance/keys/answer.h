#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"
#include "net/http.h"

namespace atb::binance {

/// Judges one answer of Binance's REST interface.
/// @param what  for people: "the key's rights"
/// @return  the JSON of a success
/// @error binance.key_refused (not_authorised)      -2015: unknown key, address or right
///        binance.key_malformed (settings)          -2014
///        binance.signature_refused (settings)      -1022: the secret does not belong to the key
///        binance.clock (temporary)                 -1021
///        binance.not_offered (not_found)           404: test networks have no such endpoint
///        binance.location_refused (not_authorised) 451, 403
///        binance.unreachable (temporary)           5xx, 429, 418
///        binance.refused (internal)                any other code
///        binance.answer_malformed (internal)       not JSON
/// Source: Binance spot API, "Error codes" and "HTTP return codes".
[[nodiscard]] core::Result<nlohmann::json> judge_answer(const net::HttpResponse& response,
                                                        std::string_view what);

/// Sends a GET and judges its answer. @error as judge_answer; binance.unreachable (temporary) for
/// failures of the network; net's codes where nothing was sent for safety
[[nodiscard]] core::Result<nlohmann::json> call_binance(net::HttpTransport& transport,
                                                        const net::HttpRequest& request,
                                                        std::string_view what);

}  // namespace atb::binance
