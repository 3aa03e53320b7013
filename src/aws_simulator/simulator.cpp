#include "aws_simulator/simulator.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/operations.h"
#include "aws_simulator/signature_check.h"
#include "aws_simulator/state_file.h"
#include "net/http_date.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::string_view kService = "secretsmanager";
constexpr std::string_view kTargetPrefix = "secretsmanager.";

net::HttpResponse answer(int status, const std::string& body) {
  net::HttpResponse response;
  response.status = status;
  response.headers.add("Content-Type", "application/x-amz-json-1.1");
  response.body = net::to_body(body);
  return response;
}

/// Secrets Manager's own faults spell "Message", those of AWS's front door "message".
net::HttpResponse answer(const ServiceError& error, const char* message_key) {
  json body{{"__type", error.code}};
  if (!error.message.empty()) body[message_key] = error.message;
  return answer(error.status, body.dump());
}

std::string operation_of(const net::ServerRequest& request) {
  const auto target = request.headers.find("x-amz-target").value_or("");
  if (request.method != "POST" || request.target != "/" || !target.starts_with(kTargetPrefix))
    return {};
  return std::string{target.substr(kTargetPrefix.size())};
}

}  // namespace

Simulator::Simulator(Options options) : options_{std::move(options)}, store_{options_.account} {
  add_key(std::string{kDefaultAccessKeyId}, core::SecretString{kDefaultSecretAccessKey});
}

core::Result<Simulator> Simulator::create(Options options) {
  std::vector<StoredSecret> secrets;
  if (!options.state_file.empty()) {
    ATB_ASSIGN(secrets, load_state(options.state_file));
  }
  Simulator simulator{std::move(options)};
  simulator.store_.replace_all(std::move(secrets));
  return simulator;
}

void Simulator::add_key(std::string access_key_id, core::SecretString secret_access_key) {
  keys_.insert_or_assign(std::move(access_key_id), std::move(secret_access_key));
}

std::optional<net::HttpResponse> Simulator::handle(const net::ServerRequest& request) {
  const std::string operation = operation_of(request);
  const auto fault = options_.faults.take(operation);
  net::HttpResponse response;
  if (fault && !fault->drop) {
    response = fault->error.empty()
                   ? answer(fault->status, "")
                   : answer({fault->error, "A fault on demand.", fault->status}, "message");
  } else {
    response = run(request, operation);
    if (fault) return std::nullopt;
  }
  response.headers.add("x-amzn-RequestId", options_.request_id());
  response.headers.add("Date", net::format_http_date(options_.now()));
  return response;
}

net::HttpResponse Simulator::run(const net::ServerRequest& request, const std::string& operation) {
  const auto caller = check_signature(
      request, kService,
      [this](std::string_view id) {
        const auto at = keys_.find(id);
        return at == keys_.end() ? nullptr : &at->second;
      },
      options_.now());
  if (!caller) return answer(caller.error(), "message");

  const auto input = json::parse(request.body.begin(), request.body.end(), nullptr, false);
  OperationContext context{store_, caller->region, options_.arn_suffix(), options_.now()};
  const auto result = run_operation(operation, input, context);
  if (!result) return answer(result.error(), "Message");
  if (is_writing(operation) && !options_.state_file.empty())
    if (const auto saved = save_state(options_.state_file, store_.all()); !saved)
      return answer({"InternalServiceError", saved.error().message, 500}, "Message");
  return answer(200, result->dump());
}

}  // namespace atb::aws_simulator
