#include "aws/fault.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aws/xml_answer.h"

namespace atb::aws {
namespace {

constexpr std::size_t kCodeLengthMax = 100;
constexpr std::size_t kMessageLengthMax = 400;

bool is_one_of(std::string_view code, std::span<const std::string_view> codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// Up to the first line break, bounded, without control characters.
std::string first_line(std::string_view text, std::size_t length_max) {
  std::string line{text.substr(0, std::min(text.find_first_of("\r\n"), length_max))};
  std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
  return line;
}

std::string code_of(std::string_view type) {
  type = type.substr(0, type.find(':'));
  if (const auto hash = type.rfind('#'); hash != std::string_view::npos)
    type.remove_prefix(hash + 1);
  return first_line(type, kCodeLengthMax);
}

std::string text_of(const nlohmann::json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

void read_json(const core::SecretBuffer& bytes, Fault& fault) {
  const auto body = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (!body.is_object()) return;
  fault.code = code_of(text_of(body, "__type"));
  const auto message = text_of(body, "message");
  fault.message =
      first_line(message.empty() ? text_of(body, "Message") : message, kMessageLengthMax);
}

/// `<ErrorResponse><Error><Code/><Message/></Error><RequestId/></ErrorResponse>`; a page of a proxy
/// says nothing.
void read_xml(const core::SecretBuffer& bytes, Fault& fault) {
  const auto document = XmlAnswer::parse(bytes);
  if (!document || document->root().name() != "ErrorResponse") return;
  const auto error = document->root().child("Error");
  fault.code = first_line(error.text("Code"), kCodeLengthMax);
  fault.message = first_line(error.text("Message"), kMessageLengthMax);
  if (const auto id = document->root().text("RequestId"); !id.empty())
    fault.request_id = first_line(id, kCodeLengthMax);
}

}  // namespace

Fault decode_fault(const net::HttpResponse& response) {
  Fault fault;
  fault.status = response.status;
  fault.request_id =
      first_line(response.headers.find("x-amzn-requestid").value_or(""), kCodeLengthMax);
  if (net::as_text(response.body).starts_with('<'))
    read_xml(response.body, fault);
  else
    read_json(response.body, fault);
  if (const auto header = response.headers.find("x-amzn-query-error"))
    fault.code = first_line(header->substr(0, header->find(';')), kCodeLengthMax);
  if (fault.code.empty()) fault.code = fmt::format("{}", response.status);
  return fault;
}

bool is_throttling(const Fault& fault) {
  constexpr std::array<std::string_view, 13> kCodes{"Throttling",
                                                    "ThrottlingException",
                                                    "ThrottledException",
                                                    "RequestThrottledException",
                                                    "RequestThrottled",
                                                    "TooManyRequestsException",
                                                    "ProvisionedThroughputExceededException",
                                                    "TransactionInProgressException",
                                                    "RequestLimitExceeded",
                                                    "BandwidthLimitExceeded",
                                                    "SlowDown",
                                                    "PriorRequestNotComplete",
                                                    "EC2ThrottledException"};
  return fault.status == 429 || is_one_of(fault.code, kCodes);
}

bool is_retryable(const Fault& fault) {
  // OperationAborted: somebody else changed the same log group at the same time.
  constexpr std::array<std::string_view, 5> kCodes{
      "RequestTimeout", "RequestTimeoutException", "InternalServiceError",
      "OperationAbortedException", "IDPCommunicationError"};
  constexpr std::array kStatuses{500, 502, 503, 504};
  return is_throttling(fault) || is_one_of(fault.code, kCodes) ||
         std::find(kStatuses.begin(), kStatuses.end(), fault.status) != kStatuses.end();
}

bool is_expired_key(const Fault& fault) {
  // RequestExpired says so of a clock or of a presigned token; the clock is corrected first.
  constexpr std::array<std::string_view, 3> kCodes{"ExpiredTokenException", "ExpiredToken",
                                                   "RequestExpired"};
  return is_one_of(fault.code, kCodes);
}

ClockSuspicion clock_suspicion(const Fault& fault) {
  constexpr std::array<std::string_view, 3> kSure{"RequestTimeTooSkewed", "RequestExpired",
                                                  "RequestInTheFuture"};
  constexpr std::array<std::string_view, 3> kPerhaps{"InvalidSignatureException",
                                                     "SignatureDoesNotMatch", "AuthFailure"};
  if (is_one_of(fault.code, kSure)) return ClockSuspicion::surely;
  return is_one_of(fault.code, kPerhaps) ? ClockSuspicion::perhaps : ClockSuspicion::none;
}

}  // namespace atb::aws
