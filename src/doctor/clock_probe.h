#pragma once

#include <functional>
#include <string>

#include "core/error.h"
#include "core/time.h"
#include "net/http.h"

namespace atb::doctor {

/// How far the clock of a server is ahead of ours, from the Date header of any answer: to a second,
/// the header's own step. Needs no key and no right.
/// @error codes of net; doctor.no_date (temporary)  the answer carries no time
[[nodiscard]] core::Result<core::Duration> measure_clock_gap(
    net::HttpTransport& transport, const std::string& url,
    const std::function<core::Timestamp()>& now);

}  // namespace atb::doctor
