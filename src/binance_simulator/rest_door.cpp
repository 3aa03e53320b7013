#include "binance_simulator/rest_door.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::binance_simulator {
namespace {

using net::HttpResponse;

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}

std::string_view query_of(std::string_view target) {
  const auto at = target.find('?');
  return at == std::string_view::npos ? std::string_view{} : target.substr(at + 1);
}

HttpResponse text_answer(int status, std::string_view text, std::string_view type) {
  HttpResponse response;
  response.status = status;
  response.headers.add("Content-Type", type);
  response.body = net::to_body(text);
  return response;
}

HttpResponse json_answer(int status, std::string_view text) {
  return text_answer(status, text, "application/json;charset=UTF-8");
}

HttpResponse refused(int status, int code, std::string_view message) {
  return json_answer(status, Json{{"code", code}, {"msg", message}}.dump());
}

/// A path that no call has, in the words of its kind.
HttpResponse unknown_path(std::string_view path) {
  if (path.starts_with("/api/v3/userDataStream"))
    return refused(410, -1000, "This endpoint is no longer available.");
  return text_answer(404, "<html><body><h2>404 Not found</h2></body></html>", "text/html");
}

std::string text_of_error(const ApiError& error) {
  Json json{{"code", error.refusal.code}, {"msg", error.refusal.message}};
  if (!error.data.is_null()) json["data"] = error.data;
  return json.dump();
}

exchange::Outcome<TimeUnit> time_unit(const net::ServerRequest& request) {
  const auto unit = request.headers.find("x-mbx-time-unit");
  if (!unit) return TimeUnit::ms;
  const auto word = net::lower_case(*unit);
  if (word == "microsecond") return TimeUnit::us;
  if (word == "millisecond") return TimeUnit::ms;
  return exchange::refuse(-1194,
                          "Invalid value for time unit; expected either MICROSECOND or "
                          "MILLISECOND.");
}

std::string interval_name(const LimitRule& rule) {
  return fmt::format("{}{}", rule.count, letter_of(rule.unit));
}

HttpResponse fault_answer(const Fault& fault) {
  const bool html = fault.body.starts_with('<');
  return text_answer(fault.status, fault.body, html ? "text/html" : "application/json");
}

}  // namespace

DoorAnswer RestDoor::handle(const net::ServerRequest& request, core::Timestamp now, bool spared) {
  using Effect = Fault::Effect;
  const auto path = path_of(request.target);
  const auto* const spec = find_rest_call(request.method, path);
  if (world_.maintenance)
    return {
        refused(503, -1001, "Internal error; unable to process your request. Please try again."),
        {}};
  if (spec == nullptr) return {unknown_path(path), {}};
  const auto fault =
      spared ? std::nullopt : faults_.hit(fmt::format("{} {}", request.method, path), spec->method);
  if (!fault) return {answer(request, *spec, now), {}};
  if (fault->effect == Effect::late) return {net::ServerAnswer{HttpResponse{}}, fault->delay};
  if (fault->effect == Effect::answer) return {fault_answer(*fault), {}};
  if (fault->effect == Effect::drop) return {net::ServerAnswer{std::nullopt}, {}};
  net::ServerAnswer done{answer(request, *spec, now)};
  if (fault->effect == Effect::executed) done.response = fault_answer(*fault);
  if (fault->effect == Effect::executed_drop) done.delivery = net::ServerAnswer::Delivery::dropped;
  if (fault->effect == Effect::silence) done.delivery = net::ServerAnswer::Delivery::withheld;
  if (fault->effect == Effect::cut) done.delivery = net::ServerAnswer::Delivery::cut;
  if (fault->effect == Effect::delay) done.delay = fault->delay;
  return {std::move(done), {}};
}

HttpResponse RestDoor::answer(const net::ServerRequest& request, const CallSpec& spec,
                              core::Timestamp now) {
  const auto query = query_of(request.target);
  const auto form = net::as_text(request.body);
  const auto unit = time_unit(request);
  auto parameters = Parameters::from_request(query, form);
  if (!unit || !parameters) {
    const auto& refusal = unit ? parameters.error() : unit.error();
    return refused(status_of(refusal.code), refusal.code, refusal.message);
  }
  Caller caller;
  caller.address = request.remote_address.substr(0, request.remote_address.rfind(':'));
  caller.key = std::string{request.headers.find("x-mbx-apikey").value_or("")};
  caller.payload = signed_payload(query, form);
  return render(dispatch(world_, spec, *parameters, caller, *unit, now), caller.address, now);
}

HttpResponse RestDoor::render(const Dispatched& done, const std::string& address,
                              core::Timestamp now) const {
  auto response = json_answer(
      done.status, done.answer ? done.answer->dump() : text_of_error(done.answer.error()));
  for (const auto& use : world_.addresses.use(address, LimitRule::Kind::request_weight, now)) {
    response.headers.add("X-MBX-USED-WEIGHT", std::to_string(use.count));
    response.headers.add("X-MBX-USED-WEIGHT-" + interval_name(use.rule), std::to_string(use.count));
  }
  if (done.account && done.counts_orders && done.answer)
    for (const auto& use : world_.order_counts.use(*done.account, now))
      response.headers.add("X-MBX-ORDER-COUNT-" + interval_name(use.rule),
                           std::to_string(use.count));
  if (done.retry_at) {
    const auto seconds = ((*done.retry_at - now).us() + 999'999) / 1'000'000;
    response.headers.add("Retry-After", std::to_string(std::max<std::int64_t>(seconds, 1)));
  }
  return response;
}

}  // namespace atb::binance_simulator
