#pragma once

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

/// Flag, AWS_REGION, AWS_DEFAULT_REGION, the profile's `region`. There is no default: a secret in
/// the wrong region looks like a missing one.
/// @error aws.no_region, aws.region_malformed (kind usage)
[[nodiscard]] core::Result<Region> resolve_region(std::string_view flag, std::string_view profile,
                                                  const Environment& environment,
                                                  const ProfileFiles& files);

}  // namespace atb::aws
