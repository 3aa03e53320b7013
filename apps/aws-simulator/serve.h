#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/error.h"

namespace atb::app {

struct ServeOptions {
  std::uint16_t port = 0;
  std::optional<std::uint16_t> control_port;   ///< none: no control port
  std::optional<std::uint16_t> metadata_port;  ///< none: no metadata service
  std::string metadata_role;
  std::string metadata_region = "us-east-1";
  int metadata_hop_limit = 1;
  int metadata_hops = 1;
  std::string tls_certificate;  ///< and key: https
  std::string tls_key;
  std::string state_file;
  std::string faults_file;
  std::uint64_t seed = 1;
};

/// Serves until SIGTERM or SIGINT; prints `{"ready":true,"url":…,"control":…,"metadata":…}` once it
/// listens.
/// @error net.listen_failed, net.tls_files_unusable; those of the state and faults files
core::Result<void> serve(const ServeOptions& options);

}  // namespace atb::app
