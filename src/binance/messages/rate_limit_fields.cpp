#include "binance/messages/rate_limit_fields.h"

#include <array>
#include <utility>

namespace atb::binance {
namespace {

constexpr std::string_view kWhat = "a list of rate limits";

constexpr std::array<std::pair<std::string_view, RateLimitKind>, 4> kKinds{
    {{"REQUEST_WEIGHT", RateLimitKind::weight},
     {"ORDERS", RateLimitKind::orders},
     {"RAW_REQUESTS", RateLimitKind::raw_requests},
     {"CONNECTIONS", RateLimitKind::connections}}};
constexpr std::array<std::pair<std::string_view, core::Duration>, 4> kIntervals{
    {{"SECOND", core::Duration::seconds(1)},
     {"MINUTE", core::Duration::minutes(1)},
     {"HOUR", core::Duration::hours(1)},
     {"DAY", core::Duration::days(1)}}};

template <class Value, std::size_t N>
const Value* look_up(const std::array<std::pair<std::string_view, Value>, N>& table,
                     std::string_view name) {
  for (const auto& [each, value] : table)
    if (each == name) return &value;
  return nullptr;
}

}  // namespace

core::Result<std::vector<RateLimitState>> read_rate_limits(
    simdjson::simdjson_result<simdjson::dom::element> element) {
  simdjson::dom::array rows;
  if (element.get_array().get(rows) != simdjson::SUCCESS)
    return malformed_message(kWhat, "rateLimits");
  std::vector<RateLimitState> states;
  for (const simdjson::dom::element row : rows) {
    JsonFields fields{row, kWhat};
    const auto* const kind = look_up(kKinds, fields.text("rateLimitType"));
    const auto* const interval = look_up(kIntervals, fields.text("interval"));
    const auto times = fields.integer("intervalNum");
    RateLimitState state;
    state.limit.limit = fields.integer("limit");
    if (fields.has("count")) state.count = fields.integer("count");
    constexpr std::int64_t kTimesMax = 1'000;
    if (times < 1 || times > kTimesMax) fields.blame("intervalNum");
    if (state.limit.limit < 0) fields.blame("limit");
    if (!fields.good()) return fields.fault();
    if (kind == nullptr || interval == nullptr) continue;
    state.limit.kind = *kind;
    state.limit.interval = *interval * times;
    states.push_back(state);
  }
  return states;
}

}  // namespace atb::binance
