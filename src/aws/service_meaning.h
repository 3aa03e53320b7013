#pragma once

#include "aws/meaning.h"

namespace atb::aws {

/// What only IAM, STS, CloudWatch, CloudWatch Logs or CloudTrail means by a code; null: what every
/// service means.
[[nodiscard]] const Meaning* service_meaning(const Fault& fault, const CallContext& context,
                                             const Service& service);

}  // namespace atb::aws
