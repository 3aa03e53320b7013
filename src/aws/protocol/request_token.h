#pragma once

#include <string>

namespace atb::aws {

/// A random UUID (version 4) as ClientRequestToken: one per intent, kept over its retries. It
/// becomes the new version's id and is logged by AWS, so it says nothing about the value.
[[nodiscard]] std::string new_request_token();

}  // namespace atb::aws
