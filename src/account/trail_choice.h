#pragma once

#include <string>
#include <vector>

#include "core/error.h"

/// Which trail of CloudTrail brings the reads of a secret into a log group. Pure.
namespace atb::account {

/// What CloudTrail tells of one trail, put together from three calls.
struct TrailFacts {
  std::string name;
  bool covers_region = false;  ///< of the secret
  bool logging = false;
  bool reads = false;          ///< management events that only read, Secrets Manager not excluded
  bool writes = false;         ///< management events that change something
  std::string log_group_arn;   ///< empty: the trail writes to S3 alone
  std::string delivery_error;  ///< of the log group; empty: none
};

/// The log group in which the filters are put.
struct ChosenTrail {
  std::string trail;
  std::string log_group;  ///< name
};

/// The first trail that has all that is needed.
/// @error alarm.no_trail (not_found)  says for the nearest trail what is missing, and how to add it
[[nodiscard]] core::Result<ChosenTrail> choose_trail(const std::vector<TrailFacts>& trails,
                                                     const std::string& region);

/// The name in "arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*"; empty when it is no such ARN.
[[nodiscard]] std::string log_group_name(const std::string& log_group_arn);

}  // namespace atb::account
