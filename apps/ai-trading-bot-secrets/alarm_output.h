#pragma once

#include <string>
#include <vector>

#include "account/alarm.h"
#include "account/alarm_proof.h"
#include "common/program.h"

namespace atb::app {

/// What `alarm` found, planned and did.
struct AlarmOutput {
  std::string environment;
  account::ChosenTrail trail;
  account::AlarmSet set;
  account::AlarmReport report;
  std::vector<std::string> warnings;
  std::string next;  ///< command; empty: this is the plan, and the patterns are shown too
};

core::Result<void> print_alarms(const AlarmOutput& output, Format format);

core::Result<void> print_proof(const account::AlarmProof& proof, Format format);

}  // namespace atb::app
