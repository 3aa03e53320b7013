#include "aws/errors.h"

#include <fmt/format.h>

#include "aws/meaning.h"

namespace atb::aws {
namespace {

std::string fill_in(std::string_view text, const CallContext& context, const Service& service) {
  const auto resource = context.resource.empty() ? "*" : context.resource.substr(0, 200);
  return fmt::format(
      fmt::runtime(text), fmt::arg("operation", context.operation),
      fmt::arg("action", fmt::format("{}:{}", service.action_prefix, context.operation)),
      fmt::arg("resource", resource), fmt::arg("region", context.region),
      fmt::arg("title", service.title));
}

}  // namespace

core::Error to_error(const Fault& fault, const CallContext& context, const Service& service) {
  const Meaning& meaning = meaning_of(fault, context, service);
  core::Error error{meaning.kind, fault.code, fill_in(meaning.cause, context, service),
                    fill_in(meaning.advice, context, service)};
  if (!fault.message.empty()) error.message += fmt::format(": \"{}\"", fault.message);
  if (!fault.request_id.empty()) error.advice += fmt::format("\nAWS request {}", fault.request_id);
  return error;
}

tl::unexpected<core::Error> malformed_answer(const Service& service, std::string_view operation) {
  return core::fail(core::ErrorKind::internal, "aws.answer_malformed",
                    fmt::format("the answer to {} is not what {} sends", operation, service.title),
                    "Check --endpoint-url: another service may answer there.");
}

}  // namespace atb::aws
