#pragma once

#include <string_view>
#include <utility>

#include "aws/profile_file.h"

namespace atb::aws::test {

/// Both files with these texts, at the places where a user x keeps them.
inline ProfileFiles profile_files(std::string_view credentials, std::string_view config = "") {
  auto keys = parse_profiles(credentials, ProfileFileKind::credentials, "credentials").value();
  auto settings = parse_profiles(config, ProfileFileKind::config, "config").value();
  return {.credentials_path = "/home/x/.aws/credentials",
          .config_path = "/home/x/.aws/config",
          .credentials = std::move(keys.profiles),
          .config = std::move(settings.profiles),
          .services = std::move(settings.services)};
}

}  // namespace atb::aws::test
