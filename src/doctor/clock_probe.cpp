#include "doctor/clock_probe.h"

#include <fmt/format.h>

#include "net/http_date.h"

namespace atb::doctor {

core::Result<core::Duration> measure_clock_gap(net::HttpTransport& transport,
                                               const std::string& url,
                                               const std::function<core::Timestamp()>& now) {
  net::HttpRequest request;
  request.url = url;
  const auto before = now();
  ATB_ASSIGN(const auto response, transport.send(request));
  const auto after = now();
  const auto date = response.headers.find("date");
  const auto theirs = date ? net::parse_http_date(*date) : std::nullopt;
  if (!theirs)
    return core::fail(core::ErrorKind::temporary, "doctor.no_date",
                      fmt::format("the answer of {} does not say what time it is", url),
                      "Check --endpoint-url and any proxy in between.");
  // The header leaves out the fraction: the middle of its second is the best guess.
  const auto middle = core::Timestamp::from_us((before.us() + after.us()) / 2);
  const auto gap = *theirs + core::Duration::milliseconds(500) - middle;
  const bool within_a_step = gap < core::Duration::seconds(1) && gap > core::Duration::seconds(-1);
  return within_a_step ? core::Duration{} : gap;
}

}  // namespace atb::doctor
