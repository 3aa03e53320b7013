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
};

/// @param applied  false: the patterns are shown too, as this is the plan
core::Result<void> print_alarms(const AlarmOutput& output, bool applied, Format format);

core::Result<void> print_proof(const account::AlarmProof& proof, Format format);

}  // namespace atb::app
