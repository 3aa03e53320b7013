#include "binance_simulator/session/api_session.h"

#include <algorithm>

#include "binance_simulator/api/limit_json.h"
#include "binance_simulator/session/user_event_json.h"
#include "binance_simulator/wire/json_parameters.h"

namespace atb::binance_simulator {
namespace {

using exchange::refuse;

bool has_field(std::string_view query, std::string_view field) {
  return query.find(field) != std::string_view::npos;
}

tl::unexpected<ApiError> error(int code, std::string text) {
  return tl::unexpected<ApiError>(exchange::Refusal{code, std::move(text)});
}

}  // namespace

/// A request frame, taken apart.
struct ApiSession::Message {
  Json id;
  std::string method;
  std::string params;  ///< JSON text as it was sent; empty: none
  bool return_limits = true;
};

ApiSession::ApiSession(World& world, Faults& faults, std::string address, std::string_view query,
                       core::Timestamp now)
    : world_{world}, faults_{faults}, address_{std::move(address)}, connected_{now} {
  if (has_field(query, "timeUnit=MICROSECOND") || has_field(query, "timeUnit=microsecond"))
    unit_ = TimeUnit::us;
  return_limits_ = !has_field(query, "returnRateLimits=false");
}

SessionAnswer ApiSession::on_text(std::string_view text, core::Timestamp now) {
  Message message;
  const auto json = Json::parse(text, nullptr, false);
  const auto bad = [&](const char* why) {
    return SessionAnswer{render(message, error(-1100, why), 400, now), {}, {}};
  };
  if (!json.is_object()) return bad("Illegal JSON in request.");
  message.id = json.value("id", Json());
  if (!json.contains("method") || !json["method"].is_string()) return bad("Method is missing.");
  message.method = json["method"].get<std::string>();
  message.return_limits = return_limits_;
  // The text of the parameters themselves: their numbers were signed as they stand.
  std::string params;
  const auto fields = read_json_parameters(
      text, [&](const std::string& name, const std::string& value) -> exchange::Outcome<void> {
        if (name == "params") params = value;
        return {};
      });
  if (!fields) return bad("Illegal JSON in request.");
  message.params = std::move(params);
  return run(message, now);
}

SessionAnswer ApiSession::run(const Message& message, core::Timestamp now) {
  if (const auto* const spec = find_method(message.method)) return run_call(*spec, message, now);
  auto parameters = Parameters::from_json(message.params);
  if (!parameters)
    return {render(message, tl::unexpected<ApiError>(parameters.error()), 400, now), {}, {}};
  const auto answer = session_call(message, *parameters, now);
  return {
      render(message, answer, answer ? 200 : status_of(answer.error().refusal.code), now), {}, {}};
}

SessionAnswer ApiSession::run_call(const CallSpec& spec, const Message& message,
                                   core::Timestamp now) {
  using Effect = Fault::Effect;
  using Then = SessionAnswer::Then;
  auto parameters = Parameters::from_json(message.params);
  if (!parameters)
    return {render(message, tl::unexpected<ApiError>(parameters.error()), 400, now), {}, {}};
  const auto limits = parameters->optional_flag("returnRateLimits");
  auto told = message;
  if (limits && *limits) told.return_limits = **limits;
  const auto fault = faults_.hit({}, spec.method);
  if (fault && fault->effect == Effect::drop) return {std::nullopt, {}, Then::drop};
  const auto fault_text = [&] {
    const auto body = Json::parse(fault->body, nullptr, false);
    Json frame{{"id", message.id}, {"status", fault->status}};
    frame["error"] = body.is_discarded() ? Json{{"code", -1000}, {"msg", fault->body}} : body;
    return frame.dump();
  };
  if (fault && fault->effect == Effect::answer) return {fault_text(), {}, {}};
  Caller caller;
  caller.address = address_;
  caller.is_websocket = true;
  const auto key = parameters->optional_text("apiKey");
  caller.key = key ? key->value_or("") : "";
  if (caller.key.empty()) caller.session_key = key_;
  caller.payload = parameters->sorted_payload();
  const auto done = dispatch(world_, spec, *parameters, caller, unit_, now);
  SessionAnswer answer{render(told, done.answer, done.status, now), {}, {}};
  if (!fault) return answer;
  if (fault->effect == Effect::executed) answer.text = fault_text();
  if (fault->effect == Effect::executed_drop || fault->effect == Effect::cut)
    answer = {std::nullopt, {}, Then::drop};
  if (fault->effect == Effect::silence) answer = {std::nullopt, {}, Then::silence};
  if (fault->effect == Effect::delay) answer.delay = fault->delay;
  return answer;
}

Answer<Json> ApiSession::session_call(const Message& message, Parameters& parameters,
                                      core::Timestamp now) {
  if (message.method == "session.logon") return log_on(parameters, now);
  if (message.method == "session.status") return status(now);
  if (message.method == "session.logout") {
    key_.clear();
    return status(now);
  }
  if (message.method == "session.subscriptions") {
    auto all = Json::array();
    for (const auto& [id, subscription] : subscribed_) all.push_back({{"subscriptionId", id}});
    return all;
  }
  if (message.method == "userDataStream.subscribe") return subscribe(parameters, false, now);
  if (message.method == "userDataStream.subscribe.signature")
    return subscribe(parameters, true, now);
  if (message.method == "userDataStream.unsubscribe") return unsubscribe(parameters);
  return error(-1100, "Unknown method '" + message.method.substr(0, 60) + "'.");
}

Answer<Json> ApiSession::log_on(Parameters& parameters, core::Timestamp now) {
  const auto key = parameters.text("apiKey");
  ATB_ALLOW(key);
  const auto payload = parameters.sorted_payload();
  const auto* const known = world_.keys.find(*key);
  if (known != nullptr && known->verifier.kind() != Verifier::Kind::ed25519)
    return error(-4056, "HMAC_SHA256 API key is not supported.");
  ATB_ALLOW(admit(world_.keys, {*key, address_, payload}, Security::user_data, parameters, now));
  ATB_ALLOW(parameters.all_read());
  key_ = *key;
  authorised_ = now;
  return status(now);
}

Answer<Json> ApiSession::subscribe(Parameters& parameters, bool signed_alone, core::Timestamp now) {
  std::string key = key_;
  exchange::AccountId account = 0;
  if (signed_alone) {
    const auto named = parameters.text("apiKey");
    ATB_ALLOW(named);
    const auto payload = parameters.sorted_payload();
    const auto admitted =
        admit(world_.keys, {*named, address_, payload}, Security::user_stream, parameters, now);
    ATB_ALLOW(admitted);
    key = admitted->key;
    account = admitted->account;
  } else {
    const auto* const found = key_.empty() ? nullptr : world_.keys.find(key_);
    if (found == nullptr) return error(-2015, "Invalid API-key, IP, or permissions for action.");
    account = found->account;
  }
  for (const auto& [id, subscription] : subscribed_)
    if (subscription.account == account)
      return error(-2035, "This connection is already subscribed to the user data stream.");
  const auto id = next_subscription_++;
  subscribed_[id] = {account, key};
  return Json{{"subscriptionId", id}};
}

Answer<Json> ApiSession::unsubscribe(Parameters& parameters) {
  const auto id = parameters.optional_number("subscriptionId");
  ATB_ALLOW(id);
  if (*id && subscribed_.erase(**id) == 0)
    return error(-2036, "This connection is not subscribed to the user data stream.");
  if (!*id) subscribed_.clear();
  return Json::object();
}

Json ApiSession::status(core::Timestamp now) const {
  return {{"apiKey", key_.empty() ? Json(nullptr) : Json(key_)},
          {"authorizedSince", key_.empty() ? Json(nullptr) : Json(number_of(authorised_, unit_))},
          {"connectedSince", number_of(connected_, unit_)},
          {"returnRateLimits", return_limits_},
          {"serverTime", number_of(now, unit_)},
          {"userDataStream", !subscribed_.empty()}};
}

std::string ApiSession::render(const Message& message, const Answer<Json>& answer, int status,
                               core::Timestamp now) const {
  Json frame{{"id", message.id}, {"status", status}};
  if (answer) {
    frame["result"] = *answer;
  } else {
    frame["error"] = {{"code", answer.error().refusal.code},
                      {"msg", answer.error().refusal.message}};
    if (!answer.error().data.is_null()) frame["error"]["data"] = answer.error().data;
  }
  if (message.return_limits)
    frame["rateLimits"] =
        limit_states(world_.addresses.use(address_, LimitRule::Kind::request_weight, now));
  return frame.dump();
}

std::vector<std::string> ApiSession::on_events(const exchange::ExchangeEvents& events) const {
  std::vector<std::string> messages;
  if (subscribed_.empty()) return messages;
  for (const auto& event : events) {
    const auto told = user_event(event, unit_);
    if (!told) continue;
    for (const auto& [id, subscription] : subscribed_)
      if (subscription.account == told->account)
        messages.push_back(Json{{"subscriptionId", id}, {"event", told->json}}.dump());
  }
  return messages;
}

std::vector<std::string> ApiSession::on_revoked(std::string_view key, core::Timestamp now) {
  std::vector<std::string> messages;
  if (key_ == key) key_.clear();
  for (auto at = subscribed_.begin(); at != subscribed_.end();) {
    if (at->second.key != key) {
      ++at;
      continue;
    }
    const Json event{{"e", "eventStreamTerminated"}, {"E", number_of(now, unit_)}};
    messages.push_back(Json{{"subscriptionId", at->first}, {"event", event}}.dump());
    at = subscribed_.erase(at);
  }
  return messages;
}

}  // namespace atb::binance_simulator
