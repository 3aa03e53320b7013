#include "aws_simulator/wire.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct FrontDoorCode {
  std::string_view json_code;
  std::string_view query_code;
  int query_status;
};
constexpr FrontDoorCode kFrontDoorCodes[] = {
    {"MissingAuthenticationTokenException", "MissingAuthenticationToken", 403},
    {"IncompleteSignatureException", "IncompleteSignature", 400},
    {"UnrecognizedClientException", "InvalidClientTokenId", 403},
    {"InvalidSignatureException", "SignatureDoesNotMatch", 403},
    {"ExpiredTokenException", "ExpiredToken", 403},
    {"AccessDeniedException", "AccessDenied", 403},
    {"ThrottlingException", "Throttling", 400},
    {"UnknownOperationException", "InvalidAction", 400},
    {"SerializationException", "MalformedQueryString", 400},
    {"InternalServiceError", "InternalFailure", 500},
};

const FrontDoorCode* find_code(std::string_view code) {
  const auto* const at =
      std::find_if(std::begin(kFrontDoorCodes), std::end(kFrontDoorCodes),
                   [&](const FrontDoorCode& known) { return known.json_code == code; });
  return at == std::end(kFrontDoorCodes) ? nullptr : at;
}

net::HttpResponse with_body(int status, std::string_view content_type, std::string_view body) {
  net::HttpResponse response;
  response.status = status;
  response.headers.add("Content-Type", content_type);
  response.body = net::to_body(body);
  return response;
}

net::HttpResponse json_response(int status, const ServiceNames& names, std::string_view body) {
  return with_body(status, fmt::format("application/x-amz-json-{}", names.json_version), body);
}

net::HttpResponse cbor_response(int status, const json& value) {
  const auto bytes = json::to_cbor(value);
  auto response = with_body(status, "application/cbor", {});
  response.headers.add("smithy-protocol", "rpc-v2-cbor");
  response.body.assign(bytes.begin(), bytes.end());
  return response;
}

net::HttpResponse query_error(const ServiceError& error, const ServiceNames& names,
                              std::string_view request_id) {
  return with_body(
      error.status, "text/xml",
      fmt::format("<ErrorResponse xmlns=\"{}\"><Error><Type>{}</Type><Code>{}</Code>"
                  "<Message>{}</Message></Error><RequestId>{}</RequestId></ErrorResponse>\n",
                  names.xml_namespace, error.status < 500 ? "Sender" : "Receiver",
                  escape_xml(error.query_code.empty() ? error.code : error.query_code),
                  escape_xml(error.message), request_id));
}

/// A client that knew the service by its Query codes is told those too.
void add_query_code(net::HttpResponse& response, const ServiceError& error) {
  const auto* const known = find_code(error.code);
  std::string code = error.query_code;
  if (code.empty()) code = known != nullptr ? known->query_code : error.code;
  response.headers.add("x-amzn-query-error",
                       fmt::format("{};{}", code, error.status < 500 ? "Sender" : "Receiver"));
}

}  // namespace

net::HttpResponse render_answer(const Answer& answer, const ServiceNames& names, Wire wire,
                                std::string_view operation, std::string_view request_id) {
  if (wire == Wire::json) return json_response(200, names, answer.body);
  if (wire == Wire::cbor)
    return cbor_response(200, answer.body.empty() ? json::object() : json::parse(answer.body));
  const std::string result =
      answer.body.empty() ? "" : fmt::format("<{0}Result>{1}</{0}Result>", operation, answer.body);
  return with_body(200, "text/xml",
                   fmt::format("<{0}Response xmlns=\"{1}\">{2}<ResponseMetadata><RequestId>{3}"
                               "</RequestId></ResponseMetadata></{0}Response>\n",
                               operation, names.xml_namespace, result, request_id));
}

net::HttpResponse render_error(const ServiceError& error, const ServiceNames& names, Wire wire,
                               std::string_view message_key, std::string_view request_id) {
  if (wire == Wire::query) return query_error(error, names, request_id);
  json body{{"__type", error.code}};
  if (!error.message.empty()) body[std::string{message_key}] = error.message;
  auto response = wire == Wire::cbor ? cbor_response(error.status, body)
                                     : json_response(error.status, names, body.dump());
  if (!names.query_version.empty()) add_query_code(response, error);
  return response;
}

ServiceError in_query_words(ServiceError error) {
  if (const auto* const known = find_code(error.code)) {
    error.code = known->query_code;
    error.status = known->query_status;
  }
  return error;
}

std::string escape_xml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace atb::aws_simulator
