#include "binance/limits/rate_gate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace atb::binance {
namespace {

/// Until exchangeInfo was read: what Binance documented for years, with the lower order count.
constexpr std::array<RateLimit, 4> kCautious{
    {{RateLimitKind::weight, core::Duration::minutes(1), 6'000},
     {RateLimitKind::orders, core::Duration::seconds(10), 50},
     {RateLimitKind::orders, core::Duration::days(1), 160'000},
     {RateLimitKind::connections, core::Duration::minutes(5), 300}}};

/// The share of a limit that a purpose may fill, in percent.
std::int64_t share_of(Purpose purpose) noexcept {
  switch (purpose) {
    case Purpose::protect:
      return 100;
    case Purpose::repair:
      return 90;
    case Purpose::trade:
      return 75;
    case Purpose::query:
      return 60;
  }
  return 0;
}

std::int64_t index_of(core::Duration interval, core::Timestamp now) noexcept {
  return now.us() / interval.us();
}

core::Timestamp end_of(core::Duration interval, core::Timestamp now) noexcept {
  return core::Timestamp::from_us((index_of(interval, now) + 1) * interval.us());
}

/// "1M" of X-MBX-USED-WEIGHT-1M: a count and S, M, H or D. Nothing for other text.
std::optional<core::Duration> interval_named(std::string_view text) noexcept {
  if (text.size() < 2) return std::nullopt;
  std::int64_t times = 0;
  const auto* const last = text.data() + text.size() - 1;
  const auto [end, error] = std::from_chars(text.data(), last, times);
  constexpr std::int64_t kTimesMax = 1'000;
  if (error != std::errc{} || end != last || times < 1 || times > kTimesMax) return std::nullopt;
  switch (*last) {
    case 's':
      return core::Duration::seconds(times);
    case 'm':
      return core::Duration::minutes(times);
    case 'h':
      return core::Duration::hours(times);
    case 'd':
      return core::Duration::days(times);
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> count_in(std::string_view text) noexcept {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || end != text.data() + text.size() || count < 0) return std::nullopt;
  return count;
}

}  // namespace

RateGate::RateGate() {
  set_limits(kCautious);
}

void RateGate::set_limits(std::span<const RateLimit> limits) {
  std::vector<Counter> counters;
  for (const auto& limit : limits) {
    if (limit.limit <= 0 || limit.interval.us() <= 0) continue;
    const Counter* const known = find(limit.kind, limit.interval);
    counters.push_back({limit, known ? known->index : 0, known ? known->count : 0});
  }
  // REST's list has no CONNECTIONS and the WebSocket API's no RAW_REQUESTS: one does not end the
  // other. An empty list ends nothing.
  for (const auto& counter : counters_) {
    const bool told = std::any_of(counters.begin(), counters.end(), [&](const Counter& each) {
      return each.limit.kind == counter.limit.kind;
    });
    if (!told) counters.push_back(counter);
  }
  counters_ = std::move(counters);
}

RateGate::Counter* RateGate::find(RateLimitKind kind, core::Duration interval) noexcept {
  for (auto& counter : counters_)
    if (counter.limit.kind == kind && counter.limit.interval == interval) return &counter;
  return nullptr;
}

void RateGate::roll(Counter& counter, core::Timestamp now) noexcept {
  const auto index = index_of(counter.limit.interval, now);
  // A clock that was set back a little must not bring a fresh allowance.
  if (index <= counter.index) return;
  counter.index = index;
  counter.count = 0;
}

Admission RateGate::admit(const Operation& operation, Purpose purpose, core::Timestamp now) {
  return admit_cost({operation.weight, operation.orders, 0}, purpose, now);
}

Admission RateGate::admit_connection(int weight, core::Timestamp now) {
  return admit_cost({weight, 0, 1}, Purpose::protect, now);
}

std::int64_t RateGate::Cost::of(RateLimitKind kind) const noexcept {
  switch (kind) {
    case RateLimitKind::weight:
      return weight;
    case RateLimitKind::orders:
      return orders;
    case RateLimitKind::connections:
      return connections;
    case RateLimitKind::raw_requests:
      return 1;
  }
  return 0;
}

Admission RateGate::admit_cost(const Cost& cost, Purpose purpose, core::Timestamp now) {
  using Verdict = Admission::Verdict;
  core::Timestamp until = stopped_until_;
  if (cost.orders > 0) until = std::max(until, orders_stopped_until_);
  for (auto& counter : counters_) {
    roll(counter, now);
    const auto asked = cost.of(counter.limit.kind);
    const auto allowed = counter.limit.limit * share_of(purpose) / 100;
    if (asked > 0 && asked > allowed) return {Verdict::refuse, {}};
    if (asked > 0 && counter.count + asked > allowed)
      until = std::max(until, end_of(counter.limit.interval, now));
  }
  if (until > now) return {Verdict::wait, until};
  for (auto& counter : counters_) counter.count += cost.of(counter.limit.kind);
  return {Verdict::now, {}};
}

void RateGate::raise(RateLimitKind kind, core::Duration interval, std::int64_t count,
                     core::Timestamp now) noexcept {
  Counter* const counter = find(kind, interval);
  if (counter == nullptr) return;
  roll(*counter, now);
  // Calls that are under way are in our count and not yet in theirs; fills lower their order count,
  // which the next interval brings to ours.
  counter->count = std::max(counter->count, count);
}

void RateGate::on_headers(const net::Headers& headers, core::Timestamp now) {
  constexpr std::string_view kWeight = "x-mbx-used-weight-";
  constexpr std::string_view kOrders = "x-mbx-order-count-";
  for (const auto& header : headers) {
    const auto name = net::lower_case(header.name());
    const bool weight = name.starts_with(kWeight);
    if (!weight && !name.starts_with(kOrders)) continue;
    const auto interval = interval_named(std::string_view{name}.substr(kWeight.size()));
    const auto count = count_in(header.value());
    if (interval && count)
      raise(weight ? RateLimitKind::weight : RateLimitKind::orders, *interval, *count, now);
  }
}

void RateGate::on_states(std::span<const RateLimitState> states, core::Timestamp now) {
  for (const auto& state : states) {
    Counter* const counter = find(state.limit.kind, state.limit.interval);
    if (counter != nullptr && state.limit.limit > 0) counter->limit.limit = state.limit.limit;
    if (state.count) raise(state.limit.kind, state.limit.interval, *state.count, now);
  }
}

void RateGate::on_weight_exceeded(std::optional<core::Timestamp> until, core::Timestamp now) {
  const auto end = until && *until > now ? *until : end_of(core::Duration::minutes(1), now);
  stopped_until_ = std::max(stopped_until_, end);
}

void RateGate::on_orders_exceeded(std::optional<core::Timestamp> until, core::Timestamp now) {
  core::Timestamp end = end_of(core::Duration::seconds(10), now);
  for (const auto& counter : counters_)
    if (counter.limit.kind == RateLimitKind::orders)
      end = std::min(end, end_of(counter.limit.interval, now));
  if (until && *until > now) end = *until;
  orders_stopped_until_ = std::max(orders_stopped_until_, end);
}

std::int64_t RateGate::used(RateLimitKind kind, core::Duration interval,
                            core::Timestamp now) const noexcept {
  for (const auto& counter : counters_)
    if (counter.limit.kind == kind && counter.limit.interval == interval)
      return index_of(interval, now) > counter.index ? 0 : counter.count;
  return 0;
}

std::optional<core::Timestamp> RateGate::stopped_until(core::Timestamp now) const noexcept {
  if (stopped_until_ > now) return stopped_until_;
  return std::nullopt;
}

}  // namespace atb::binance
