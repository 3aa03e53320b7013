#include "binance_simulator/limits/limit_rule.h"

namespace atb::binance_simulator {

core::Duration LimitRule::interval() const noexcept {
  switch (unit) {
    case Unit::second:
      return core::Duration::seconds(count);
    case Unit::minute:
      return core::Duration::minutes(count);
    case Unit::day:
      return core::Duration::days(count);
  }
  return {};
}

std::int64_t LimitRule::interval_at(core::Timestamp now) const noexcept {
  return now.us() / interval().us();
}

core::Timestamp LimitRule::end_at(core::Timestamp now) const noexcept {
  return core::Timestamp::from_us((interval_at(now) + 1) * interval().us());
}

std::string_view to_text(LimitRule::Kind kind) noexcept {
  switch (kind) {
    case LimitRule::Kind::request_weight:
      return "REQUEST_WEIGHT";
    case LimitRule::Kind::raw_requests:
      return "RAW_REQUESTS";
    case LimitRule::Kind::orders:
      return "ORDERS";
    case LimitRule::Kind::connections:
      return "CONNECTIONS";
  }
  return {};
}

std::string_view to_text(LimitRule::Unit unit) noexcept {
  switch (unit) {
    case LimitRule::Unit::second:
      return "SECOND";
    case LimitRule::Unit::minute:
      return "MINUTE";
    case LimitRule::Unit::day:
      return "DAY";
  }
  return {};
}

char letter_of(LimitRule::Unit unit) noexcept {
  return to_text(unit).front();
}

std::vector<LimitRule> standard_limits() {
  using Kind = LimitRule::Kind;
  using Unit = LimitRule::Unit;
  return {{Kind::request_weight, Unit::minute, 1, 6'000},
          {Kind::orders, Unit::second, 10, 100},
          {Kind::orders, Unit::day, 1, 200'000},
          {Kind::raw_requests, Unit::minute, 5, 300'000},
          {Kind::connections, Unit::minute, 5, 300}};
}

}  // namespace atb::binance_simulator
