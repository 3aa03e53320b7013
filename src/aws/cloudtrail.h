#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "aws/cloudtrail_types.h"
#include "core/error.h"
#include "core/time.h"

namespace atb::aws {

/// CloudTrail. Errors: those of Client::call, among them TrailNotFoundException (not_found);
/// aws.answer_malformed (internal).
class CloudTrail {
 public:
  /// @param client  of kCloudTrail
  explicit CloudTrail(Client client) : client_{std::move(client)} {}

  /// The trails that record this region, those of other home regions and of the organization too.
  [[nodiscard]] core::Result<std::vector<Trail>> describe_trails();
  /// @param trail_arn  a name only where the trail's home is this region
  [[nodiscard]] core::Result<TrailStatus> get_trail_status(std::string_view trail_arn);
  [[nodiscard]] core::Result<EventSelectors> get_event_selectors(std::string_view trail_arn);

  /// Events of the region, needing no trail; they appear minutes after the call. At most two calls
  /// in a second are made, as AWS allows for an account and region.
  [[nodiscard]] core::Result<LookedUpEvents> lookup_events(const EventLookup& lookup);

 private:
  core::Result<core::SecretBuffer> call(std::string_view operation, std::string_view resource,
                                        const core::SecretBuffer& body);
  void keep_pace();
  Client client_;
  std::optional<core::Timestamp> last_lookup_;
};

}  // namespace atb::aws
