#pragma once

#include <deque>
#include <map>
#include <string_view>

#include "aws_simulator/call_fields.h"
#include "aws_simulator/trail_store.h"

namespace atb::aws_simulator {

/// LookupEvents may be called twice in a second, in each region.
class LookupThrottle {
 public:
  /// False: too many; the call does not count then.
  [[nodiscard]] bool admit(const std::string& region, core::Timestamp now);

 private:
  std::map<std::string, std::deque<core::Timestamp>> calls_;
};

/// What an operation of CloudTrail works on.
struct TrailContext {
  TrailStore& trails;
  LookupThrottle& throttle;
  const ServiceCall& call;
};

using TrailOperation = Outcome<nlohmann::json> (*)(const Fields& input, TrailContext& context);
using TrailOperations = std::map<std::string_view, TrailOperation>;

/// CreateTrail, UpdateTrail, DeleteTrail, DescribeTrails, GetTrail, GetTrailStatus, StartLogging,
/// StopLogging, GetEventSelectors, PutEventSelectors, LookupEvents.
[[nodiscard]] const TrailOperations& trail_operations();

/// LookupEvents: at most one attribute, newest first, at most 50 a page.
[[nodiscard]] Outcome<nlohmann::json> lookup_events(const Fields& input, TrailContext& context);

}  // namespace atb::aws_simulator
