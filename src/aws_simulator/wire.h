#pragma once

#include <string>
#include <string_view>

#include "aws_simulator/service.h"
#include "net/http.h"

/// Answers in the form of the protocol in which the call came.
/// Source: Smithy's awsJson, awsQuery, awsQueryCompatible and rpcv2Cbor protocols.
namespace atb::aws_simulator {

/// CBOR is JSON's data in other bytes: the services see no difference.
enum class Wire { json, query, cbor };

[[nodiscard]] net::HttpResponse render_answer(const Answer& answer, const ServiceNames& names,
                                              Wire wire, std::string_view operation,
                                              std::string_view request_id);

/// @param message_key  where a JSON error carries its text: "message", or "Message"
[[nodiscard]] net::HttpResponse render_error(const ServiceError& error, const ServiceNames& names,
                                             Wire wire, std::string_view message_key,
                                             std::string_view request_id);

/// The same refusal as a Query service words it: other codes and statuses for what AWS's front door
/// finds (UnrecognizedClientException is InvalidClientTokenId, 403).
[[nodiscard]] ServiceError in_query_words(ServiceError error);

/// Text for use in XML.
[[nodiscard]] std::string escape_xml(std::string_view text);

}  // namespace atb::aws_simulator
