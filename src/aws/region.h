#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "aws/environment.h"
#include "aws/profile_file.h"
#include "core/error.h"

namespace atb::aws {

struct Region {
  std::string name;     ///< "eu-central-1"
  std::string warning;  ///< for the user; usually empty
};

/// Asks the machine where it runs, such as `InstanceMetadata::region`.
using MachineRegion = std::function<core::Result<std::string>()>;

/// Flag, AWS_REGION, AWS_DEFAULT_REGION, the profile's `region`, and only when none of them says
/// anything the machine. There is no default: a secret in the wrong region looks like a missing
/// one.
/// @param machine  may be empty: not asked
/// @error aws.no_region (usage), with what the machine answered instead; temporary where the
/// machine's
///        failure is: its metadata service may not be up yet; aws.region_malformed (usage)
[[nodiscard]] core::Result<Region> resolve_region(std::string_view flag, std::string_view profile,
                                                  const Environment& environment,
                                                  const ProfileFiles& files,
                                                  const MachineRegion& machine = {});

}  // namespace atb::aws
