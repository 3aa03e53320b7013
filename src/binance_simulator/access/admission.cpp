#include "binance_simulator/access/admission.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::binance_simulator {
namespace {

using exchange::Outcome;
using exchange::refuse;

constexpr auto kAhead = core::Duration::seconds(1);
constexpr std::int64_t kWindowMaxUs = 60'000'000;

bool has_key_form(std::string_view key) {
  constexpr std::size_t kLengthMax = 128;
  const auto legal = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_';
  };
  return !key.empty() && key.size() <= kLengthMax && std::all_of(key.begin(), key.end(), legal);
}

bool has_right(const KeyRights& rights, Security security) {
  return security == Security::trade ? rights.spot_trading : rights.reading;
}

bool may_come_from(const ApiKey& key, std::string_view address) {
  return key.addresses.empty() ||
         std::find(key.addresses.begin(), key.addresses.end(), address) != key.addresses.end();
}

/// Milliseconds with up to three decimals.
Outcome<core::Duration> receive_window(Parameters& parameters) {
  constexpr std::int64_t kStandardUs = 5'000'000;
  constexpr std::int64_t kUnitsPerUs = core::kUnitsPerOne / 1'000;
  const auto units = parameters.optional_decimal("recvWindow");
  ATB_ALLOW(units);
  if (!*units) return core::Duration::microseconds(kStandardUs);
  if (**units % kUnitsPerUs != 0)
    return refuse(-1111, "Parameter 'recvWindow' has too much precision.");
  if (**units / kUnitsPerUs > kWindowMaxUs)
    return refuse(-1131, "recvWindow must be less than 60000.");
  return core::Duration::microseconds(static_cast<std::int64_t>(**units / kUnitsPerUs));
}

Outcome<core::Timestamp> timestamp_of(Parameters& parameters, core::Timestamp now) {
  constexpr auto kEarliest = core::Timestamp::from_ms(1'483'228'800'000);  // 2017-01-01
  ATB_ALLOW(parameters.number("timestamp"));
  const auto time = parameters.optional_time("timestamp");
  ATB_ALLOW(time);
  if (**time < kEarliest || **time > now + core::Duration::seconds(10))
    return refuse(-1130, "Data sent for parameter 'timestamp' is not valid.");
  return **time;
}

Outcome<Admitted> timed(const ApiKey& key, Parameters& parameters, core::Timestamp now) {
  Admitted admitted{key.text, key.account, {}, {}};
  const auto window = receive_window(parameters);
  ATB_ALLOW(window);
  const auto time = timestamp_of(parameters, now);
  ATB_ALLOW(time);
  admitted.receive_window = *window;
  admitted.timestamp = *time;
  if (*time >= now + kAhead)
    return refuse(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  ATB_ALLOW(admitted.still_in_time(now));
  return admitted;
}

}  // namespace

Outcome<void> Admitted::still_in_time(core::Timestamp now) const {
  if (now - timestamp <= receive_window) return {};
  return refuse(-1021, "Timestamp for this request is outside of the recvWindow.");
}

Outcome<const ApiKey*> identify(const KeyRing& keys, std::string_view key, std::string_view address,
                                Security security) {
  if (!has_key_form(key)) return refuse(-2014, "API-key format invalid.");
  const auto* const found = keys.find(key);
  if (found == nullptr || !may_come_from(*found, address) || !has_right(found->rights, security))
    return refuse(-2015, "Invalid API-key, IP, or permissions for action.");
  return found;
}

Outcome<Admitted> admit(const KeyRing& keys, const Credentials& credentials, Security security,
                        Parameters& parameters, core::Timestamp now) {
  const auto key = identify(keys, credentials.key, credentials.address, security);
  ATB_ALLOW(key);
  auto admitted = timed(**key, parameters, now);
  ATB_ALLOW(admitted);
  const auto signature = parameters.text("signature");
  ATB_ALLOW(signature);
  if (!(*key)->verifier.accepts(credentials.payload, *signature))
    return refuse(-1022, "Signature for this request is not valid.");
  return admitted;
}

Outcome<Admitted> admit_session(const KeyRing& keys, std::string_view key, std::string_view address,
                                Security security, Parameters& parameters, core::Timestamp now) {
  const auto found = identify(keys, key, address, security);
  ATB_ALLOW(found);
  return timed(**found, parameters, now);
}

}  // namespace atb::binance_simulator
