#pragma once

#include "aws/meaning.h"

namespace atb::aws {

/// What only Secrets Manager means by a code; null: what every service means.
[[nodiscard]] const Meaning* secrets_meaning(const Fault& fault, const CallContext& context);

}  // namespace atb::aws
