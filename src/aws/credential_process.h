#pragma once

#include <string>
#include <string_view>

#include "aws/credential_source.h"
#include "aws/helper_program.h"
#include "core/error.h"

namespace atb::aws {

/// A key from a program of the user's: `credential_process` of a profile. The command is split like
/// a shell would and run without one, each time a key is asked for; it prints JSON of Version 1.
/// Its standard error is shown, cut; its standard output never.
/// @param origin  for people: "credential_process of profile a"
/// @error aws.words_malformed, aws.process_empty (settings). The source's: those of run_helper and
///        parse_credentials; aws.process_failed (not_authorised) when it ends in failure
[[nodiscard]] core::Result<CredentialSource> credential_process(std::string_view command,
                                                                std::string origin,
                                                                HelperLimits limits = {});

}  // namespace atb::aws
