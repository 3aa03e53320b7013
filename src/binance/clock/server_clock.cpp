#include "binance/clock/server_clock.h"

#include <algorithm>

namespace atb::binance {
namespace {

constexpr auto kTripMax = core::Duration::seconds(10);
/// Quartz is off by some 50 millionths at worst; twice that is asked of a sample's age.
constexpr std::int64_t kDriftDivisor = 10'000;
/// A timestamp is refused when 1 s ahead: beyond half of that we would be guessing.
constexpr auto kUncertaintyMax = core::Duration::milliseconds(500);
constexpr auto kMeasureAfter = core::Duration::minutes(3);
constexpr auto kAgeMax = core::Duration::minutes(30);

core::Duration drift(core::Duration age) noexcept {
  return core::Duration::microseconds(std::max<std::int64_t>(age.us(), 0) / kDriftDivisor);
}

}  // namespace

void ServerClock::add(core::Timestamp sent, core::Timestamp received, core::Timestamp server,
                      core::Duration unit) {
  const auto trip = received - sent;
  if (trip < core::Duration{} || trip > kTripMax) return;
  // The server cut its time to a unit: half of one is the mean of what is missing.
  const auto half_trip = core::Duration::microseconds(trip.us() / 2);
  const auto half_unit = core::Duration::microseconds(unit.us() / 2);
  samples_[count_ % kSamples] = {received, (server + half_unit) - (sent + half_trip),
                                 half_trip + half_unit};
  ++count_;
  refused_ = false;
}

void ServerClock::on_refused() noexcept {
  count_ = 0;
  refused_ = true;
}

std::optional<ServerClock::Estimate> ServerClock::estimate(core::Timestamp local) const noexcept {
  if (count_ == 0) return std::nullopt;
  const auto held = std::min(count_, kSamples);
  const auto unsure = [local](const Sample& sample) {
    return sample.half_trip + drift(local - sample.received);
  };
  const auto* const best =
      std::min_element(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(held),
                       [&](const Sample& a, const Sample& b) { return unsure(a) < unsure(b); });
  const auto& newest = samples_[(count_ - 1) % kSamples];
  return Estimate{best->offset, unsure(*best), local - newest.received};
}

core::Timestamp ServerClock::server_time(core::Timestamp local) const noexcept {
  const auto known = estimate(local);
  return known ? local + known->offset : local;
}

ServerClock::Trust ServerClock::trust(core::Timestamp local) const noexcept {
  const auto known = estimate(local);
  if (!known || refused_ || known->age > kAgeMax || known->age < core::Duration{} ||
      known->uncertainty > kUncertaintyMax)
    return Trust::none;
  return known->age > kMeasureAfter ? Trust::measure : Trust::good;
}

}  // namespace atb::binance
