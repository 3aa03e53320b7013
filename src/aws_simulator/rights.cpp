#include "aws_simulator/rights.h"

#include <fmt/format.h>

namespace atb::aws_simulator {

Right with_global_keys(Right right, const ServiceCall& call) {
  const Identity& caller = call.caller;
  auto& context = right.context;
  context["aws:PrincipalArn"] = {caller.session_issuer_arn.empty() ? caller.arn
                                                                   : caller.session_issuer_arn};
  context["aws:PrincipalAccount"] = {caller.account};
  context["aws:userid"] = {caller.user_id};
  context["aws:SourceIp"] = {call.source_ip};
  context["aws:UserAgent"] = {call.user_agent};
  context["aws:RequestedRegion"] = {call.region};
  context["aws:CurrentTime"] = {core::to_text(call.now)};
  context["aws:EpochTime"] = {fmt::format("{}", call.now.ms() / 1'000)};
  context["aws:SecureTransport"] = {"true"};  // as if TLS: loopback stands for it
  return right;
}

ServiceError denial(const Right& right, const ServiceCall& call, Authoriser::Verdict verdict) {
  if (!right.denial.empty()) return {"AccessDeniedException", right.denial};
  const bool is_explicit = verdict == Authoriser::Verdict::explicit_deny;
  const std::string on =
      right.resource == "*" ? "" : fmt::format(" on resource: {}", right.resource);
  const std::string because =
      is_explicit
          ? "with an explicit deny in an applicable policy"
          : fmt::format("because no identity-based policy allows the {} action", right.action);
  return {"AccessDeniedException", fmt::format("User: {} is not authorized to perform: {}{} {}",
                                               call.caller.arn, right.action, on, because)};
}

}  // namespace atb::aws_simulator
