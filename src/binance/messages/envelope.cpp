#include "binance/messages/envelope.h"

#include <limits>

#include "binance/messages/json_body.h"
#include "binance/messages/json_fields.h"
#include "binance/messages/rate_limit_fields.h"

namespace atb::binance {
namespace {

constexpr std::string_view kWhat = "a message of the WebSocket API";

core::Result<ApiMessage> read_event(JsonFields& fields) {
  ApiEvent event;
  if (fields.has("subscriptionId")) event.subscription_id = fields.integer("subscriptionId");
  JsonFields inner = fields.object("event");
  if (!inner.good()) fields.blame("event");
  if (!fields.good()) return fields.fault();
  event.event = simdjson::minify(fields.at("event"));
  return event;
}

}  // namespace

core::Result<ApiMessage> parse_api_message(std::string_view message) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(message, kWhat));
  JsonFields fields{root, kWhat};
  if (!fields.good()) return malformed_message(kWhat, "");
  if (fields.has("event")) return read_event(fields);
  ApiAnswer answer;
  if (fields.has("id")) answer.id = fields.integer("id");
  const auto status = fields.integer("status");
  constexpr std::int64_t kStatusMax = 999;
  if (status < 100 || status > kStatusMax) fields.blame("status");
  answer.status = static_cast<int>(status);
  answer.failed = fields.has("error");
  const auto* const name = answer.failed ? "error" : "result";
  simdjson::dom::element body;
  if (fields.at(name).get(body) != simdjson::SUCCESS) fields.blame(name);
  if (!fields.good()) return fields.fault();
  answer.body = simdjson::minify(body);
  if (fields.has("rateLimits")) {
    ATB_ASSIGN(answer.rate_limits, read_rate_limits(fields.at("rateLimits")));
  }
  return answer;
}

}  // namespace atb::binance
