#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "aws_simulator/service.h"

namespace atb::aws_simulator {

/// A call as CloudTrail keeps it.
struct TrailEvent {
  std::string id;
  core::Timestamp time;
  std::string region;
  std::string name;           ///< "GetSecretValue"
  std::string source;         ///< "secretsmanager.amazonaws.com"
  std::string user;           ///< user or session name
  std::string access_key_id;  ///< of the caller
  bool read_only = true;
  std::vector<std::string> resources;
  std::string text;  ///< the whole event as JSON

  core::Timestamp due;        ///< when it is delivered
  bool is_delivered = false;  ///< LookupEvents shows it and trails got it
};

/// The event of a call. "AccessDeniedException" is errorCode "AccessDenied" there; a global
/// service's events are of us-east-1. responseElements stay null: nothing of an answer is kept.
/// Source: CloudTrail guide, "CloudTrail record contents". That the suffix of AccessDenied goes was
/// not seen on an account.
[[nodiscard]] TrailEvent to_trail_event(const CallRecord& record, std::string id,
                                        core::Timestamp due);

/// False for calls that CloudTrail takes for data: PutMetricData, PutLogEvents.
[[nodiscard]] bool is_management_call(const CallRecord& record);

}  // namespace atb::aws_simulator
