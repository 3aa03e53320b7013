#include "aws_simulator/simulator.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/rights.h"
#include "aws_simulator/signature_check.h"
#include "net/http_date.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using Delivery = net::ServerAnswer::Delivery;

constexpr std::string_view kSourceIp = "127.0.0.1";

/// How a refusal reads that no service stands behind.
const ServiceNames& nameless() {
  static const ServiceNames kNames{
      .signing_name = "",
      .target_prefix = "",
      .json_version = "1.1",
      .query_version = "",
      .xml_namespace = "http://webservices.amazon.com/AWSFault/2005-15-09",
      .event_source = ""};
  return kNames;
}

Delivery to_delivery(Fault::Delivery wanted) {
  switch (wanted) {
    case Fault::Delivery::answered:
      return Delivery::whole;
    case Fault::Delivery::cut:
      return Delivery::cut;
    case Fault::Delivery::dropped:
    case Fault::Delivery::dropped_early:
      return Delivery::dropped;
  }
  return Delivery::whole;
}

std::string_view describe(Delivery delivery) {
  switch (delivery) {
    case Delivery::whole:
      return "whole";
    case Delivery::cut:
      return "cut";
    case Delivery::dropped:
      return "dropped";
    case Delivery::withheld:
      return "withheld";
    case Delivery::reset:
      return "reset";
  }
  return {};
}

tl::unexpected<ServiceError> refused(ServiceError error) {
  return tl::unexpected<ServiceError>(std::move(error));
}

}  // namespace

/// What is known of one request while it is answered.
struct Simulator::Exchange {
  Route route;
  ServiceCall call;
  std::optional<Fault> fault;
  Trace trace;
  bool is_signed = false;     ///< the signature held
  bool from_service = false;  ///< the refusal is the service's own
  bool is_bare = false;       ///< a fault wants an empty body
};

Simulator::Simulator(Options options) : options_{std::move(options)}, keys_{options_.random_text} {
  keys_.add(std::string{kDefaultAccessKeyId}, core::SecretString{kDefaultSecretAccessKey},
            {.access_key_id = {},
             .arn = "arn:aws:iam::" + options_.account + ":root",
             .user_id = options_.account,
             .account = options_.account,
             .session_issuer_arn = {},
             .session_policy = {},
             .is_unlimited = true});
}

core::Result<std::unique_ptr<Simulator>> Simulator::create(Options options) {
  State state;
  if (!options.state_file.empty()) {
    ATB_ASSIGN(state, load_state(options.state_file));
  }
  std::unique_ptr<Simulator> simulator{new Simulator{std::move(options)}};
  try {
    simulator->keys_.load(state.keys);
  } catch (const json::exception&) {
    return state_malformed();
  }
  simulator->loaded_ = std::move(state);
  simulator->saved_revision_ = simulator->keys_.revision();
  return simulator;
}

core::Result<void> Simulator::add_service(std::unique_ptr<Service> service) {
  const auto state = loaded_.services.find(service->names().signing_name);
  try {
    if (state != loaded_.services.end()) service->load(state->second);
  } catch (const json::exception&) {
    return state_malformed();
  }
  services_.push_back(std::move(service));
  return {};
}

net::ServerAnswer Simulator::handle(const net::ServerRequest& request) {
  Exchange exchange;
  exchange.route = find_route(request, services_);
  auto& call = exchange.call;
  call.operation = exchange.route.operation;
  if (exchange.route.service != nullptr)
    call.service = exchange.route.service->names().signing_name;
  call.protocol = exchange.route.wire == Wire::query ? Protocol::query : Protocol::json;
  call.now = now();
  call.request_id = options_.request_id();
  call.source_ip = kSourceIp;
  call.user_agent = request.headers.find("user-agent").value_or("");
  const auto outcome = answer(request, exchange);
  net::ServerAnswer answer{render(exchange, outcome)};
  if (exchange.fault) {
    answer.delay = exchange.fault->delay;
    answer.delivery = to_delivery(exchange.fault->delivery);
  }
  log(exchange, outcome, answer);
  return answer;
}

Outcome<Answer> Simulator::answer(const net::ServerRequest& request, Exchange& exchange) {
  exchange.fault = options_.faults.take(exchange.call.service, exchange.call.operation);
  if (exchange.fault) exchange.call.now = exchange.call.now + exchange.fault->clock_skew;
  if (const auto identified = identify(request, exchange); !identified)
    return refused(identified.error());
  if (exchange.fault) {
    const Fault& fault = *exchange.fault;
    exchange.is_bare = fault.error.empty() && fault.status.has_value();
    if (!fault.error.empty() || exchange.is_bare)
      return refused({fault.error, "A fault on demand.", fault.status.value_or(400)});
    if (fault.delivery == Fault::Delivery::dropped_early)
      return refused({"", "The call was lost before it acted."});
  }
  auto outcome = run(exchange);
  record(exchange, outcome);
  return outcome;
}

Outcome<void> Simulator::identify(const net::ServerRequest& request, Exchange& exchange) const {
  auto& call = exchange.call;
  const Route& route = exchange.route;
  if (route.service == nullptr && request.headers.contains("authorization"))
    return refuse("UnknownOperationException", "");
  if (route.service != nullptr && route.service->is_unsigned(call.operation)) return {};
  const auto signer = check_signature(request, call.service, keys_, call.now);
  if (!signer) return refused(signer.error());
  exchange.is_signed = true;
  call.caller = signer->identity;
  call.region = signer->region;
  return {};
}

Outcome<void> Simulator::authorise(const ServiceCall& call, const Right& right) const {
  if (authoriser_ == nullptr || call.caller.is_unlimited) return {};
  const auto verdict = authoriser_->decide(call.caller, with_global_keys(right, call), call.now);
  if (verdict == Authoriser::Verdict::allowed) return {};
  return refused(denial(right, call, verdict));
}

Outcome<Answer> Simulator::run(Exchange& exchange) {
  auto& call = exchange.call;
  Service& service = *exchange.route.service;
  if (!service.knows(call.operation)) return refuse("UnknownOperationException", "");
  if (!exchange.route.input.is_object())
    return refuse("SerializationException", "The input is not a JSON object.");
  call.input = std::move(exchange.route.input);
  call.authorise = [this, &call](const Right& right) { return authorise(call, right); };
  for (const auto& other : services_) other->tick(call.now, false);
  exchange.trace = service.trace(call);
  if (exchange.is_signed)
    for (const auto& right : service.required_rights(call))
      if (const auto allowed = authorise(call, right); !allowed) return refused(allowed.error());
  exchange.from_service = true;
  auto outcome = service.run(call);
  if (exchange.trace.read_only && keys_.revision() == saved_revision_) return outcome;
  if (const auto saved = save(); !saved)
    return refused({"InternalServiceError", saved.error().message, 500});
  return outcome;
}

void Simulator::record(const Exchange& exchange, const Outcome<Answer>& outcome) {
  const Service& service = *exchange.route.service;
  if (sink_ == nullptr || !service.knows(exchange.call.operation)) return;
  CallRecord record{exchange.call, service.names().event_source, exchange.trace, {}, {}};
  record.call.input = nullptr;
  record.call.authorise = nullptr;
  if (!outcome) {
    record.error_code = outcome.error().code;
    record.error_message = outcome.error().message;
  }
  sink_->record(record);
}

net::HttpResponse Simulator::render(const Exchange& exchange,
                                    const Outcome<Answer>& outcome) const {
  const auto& call = exchange.call;
  const auto wire = exchange.route.wire;
  const auto* const service = exchange.route.service;
  const ServiceNames& names = service == nullptr ? nameless() : service->names();
  net::HttpResponse response;
  if (outcome) {
    response = render_answer(*outcome, names, wire, call.operation, call.request_id);
  } else {
    ServiceError error = outcome.error();
    if (wire == Wire::query && !exchange.from_service) {
      error = in_query_words(error);
      if (exchange.fault && exchange.fault->status) error.status = *exchange.fault->status;
    }
    response = render_error(error, names, wire,
                            exchange.from_service ? names.message_key : "message", call.request_id);
    if (exchange.is_bare) response.body.clear();
  }
  response.headers.add("x-amzn-RequestId", call.request_id);
  response.headers.add("Date", net::format_http_date(call.now));
  return response;
}

void Simulator::log(const Exchange& exchange, const Outcome<Answer>& outcome,
                    const net::ServerAnswer& answer) {
  const auto& call = exchange.call;
  log_.add({.time = call.now,
            .service = call.service,
            .operation = call.operation,
            .access_key_id = call.caller.access_key_id,
            .caller_arn = call.caller.arn,
            .code = outcome ? "" : outcome.error().code,
            .status = answer.response.status,
            .delivery = std::string{describe(answer.delivery)},
            .request_id = call.request_id});
}

void Simulator::tick() {
  for (const auto& service : services_) service->tick(now(), true);
}

json Simulator::summary() const {
  json services = json::object();
  for (const auto& service : services_)
    if (auto part = service->summary(); !part.is_null())
      services[service->names().signing_name] = std::move(part);
  return {{"account", options_.account},
          {"clock_offset_seconds", clock_offset_.us() / 1'000'000},
          {"calls", log_.size()},
          {"faults_pending", options_.faults.pending()},
          {"services", std::move(services)}};
}

core::Result<void> Simulator::save() {
  saved_revision_ = keys_.revision();
  if (options_.state_file.empty()) return {};
  State state{keys_.save(now()), loaded_.services};
  for (const auto& service : services_)
    if (auto part = service->save(); !part.is_null())
      state.services[service->names().signing_name] = std::move(part);
  return save_state(options_.state_file, state);
}

}  // namespace atb::aws_simulator
