#include "aws/region.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::aws {
namespace {

constexpr std::size_t kNameLengthMax = 40;

/// The name becomes part of a host name: letters, digits and inner hyphens only.
bool is_region_name(std::string_view name) {
  const bool clean = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return clean && !name.empty() && name.size() <= kNameLengthMax && name.front() != '-' &&
         name.back() != '-';
}

std::string warning_for(const Environment& environment) {
  const auto region = environment("AWS_REGION");
  const auto fallback = environment("AWS_DEFAULT_REGION");
  if (!region || !fallback || *region == *fallback) return {};
  return fmt::format(
      "AWS_REGION is {} but AWS_DEFAULT_REGION is {}; {} is used here, other tools may choose "
      "differently: set both alike",
      *region, *fallback, *region);
}

constexpr std::string_view kAdvice =
    "Add --region eu-central-1 (or yours), set AWS_REGION, or run: aws configure";

/// A metadata service that does not answer may not be up yet: at boot that passes by itself.
tl::unexpected<core::Error> none_told(const core::Error& machine) {
  const bool may_pass = machine.kind == core::ErrorKind::temporary;
  return core::fail(may_pass ? machine.kind : core::ErrorKind::usage, "aws.no_region",
                    fmt::format("no AWS region is named, and {}", machine.message),
                    std::string{kAdvice});
}

}  // namespace

core::Result<Region> resolve_region(std::string_view flag, std::string_view profile,
                                    const Environment& environment, const ProfileFiles& files,
                                    const MachineRegion& machine) {
  Region region;
  if (!flag.empty()) {
    region.name = flag;
  } else if (const auto name = environment("AWS_REGION")) {
    region = {std::string{*name}, warning_for(environment)};
  } else if (const auto fallback = environment("AWS_DEFAULT_REGION")) {
    region.name = *fallback;
  } else if (const auto configured = files.setting(profile, "region")) {
    region.name = *configured;
  } else if (machine) {
    auto told = machine();
    if (!told) return none_told(told.error());
    region.name = std::move(*told);
  } else {
    return core::fail(core::ErrorKind::usage, "aws.no_region", "no AWS region is named",
                      std::string{kAdvice});
  }
  if (!is_region_name(region.name))
    return core::fail(core::ErrorKind::usage, "aws.region_malformed",
                      fmt::format("\"{}\" is not an AWS region", region.name.substr(0, 60)),
                      "Regions look like us-east-1 or eu-central-1.");
  return region;
}

}  // namespace atb::aws
