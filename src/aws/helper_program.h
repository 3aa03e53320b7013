#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"

namespace atb::aws {

struct HelperLimits {
  core::Duration time = core::Duration::seconds(60);  ///< then it is killed
  std::size_t output_bytes_max = 64 * 1024;           ///< more is a failure
  std::size_t complaint_bytes_max = 4 * 1024;         ///< of standard error; more is dropped
};

struct HelperOutcome {
  int status = 0;             ///< exit status, or minus the signal that ended it
  core::SecretBuffer output;  ///< what it wrote to standard output
  std::string complaint;      ///< what it wrote to standard error, cut
};

/// Runs a program and waits for its end. No shell; looked up in PATH; this process's environment;
/// standard input is empty (ours may hold a secret); no other descriptor is handed on. It stays in
/// our process group, so that Ctrl-C ends both and a helper may ask at the terminal. What it leaves
/// running in the background is not waited for.
/// @param arguments  the program first; not empty
/// @error aws.helper_not_started (settings); aws.helper_timeout (temporary);
///        aws.helper_output_too_large (settings); aws.helper_failed (internal)
[[nodiscard]] core::Result<HelperOutcome> run_helper(const std::vector<std::string>& arguments,
                                                     const HelperLimits& limits = {});

}  // namespace atb::aws
