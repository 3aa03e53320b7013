#pragma once

#include "aws_simulator/service.h"

namespace atb::aws_simulator {

/// The right with the condition keys that every call has: aws:PrincipalArn (of a role session the
/// role's), aws:PrincipalAccount, aws:userid, aws:SourceIp, aws:UserAgent, aws:RequestedRegion,
/// aws:CurrentTime, aws:EpochTime, aws:SecureTransport.
/// Source: IAM User Guide, "AWS global condition context keys".
[[nodiscard]] Right with_global_keys(Right right, const ServiceCall& call);

/// AccessDeniedException in the words of AWS, or in those of the right.
[[nodiscard]] ServiceError denial(const Right& right, const ServiceCall& call,
                                  Authoriser::Verdict verdict);

}  // namespace atb::aws_simulator
