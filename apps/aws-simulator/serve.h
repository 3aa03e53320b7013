#pragma once

#include <cstdint>
#include <string>

#include "core/error.h"

namespace atb::app {

struct ServeOptions {
  std::uint16_t port = 0;
  std::string state_file;
  std::string faults_file;
};

/// Serves until SIGTERM or SIGINT; prints `{"ready":true,"url":…}` once it listens.
/// @error net.listen_failed; those of the state and faults files
core::Result<void> serve(const ServeOptions& options);

}  // namespace atb::app
