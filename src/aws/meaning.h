#pragma once

#include <string_view>

#include "aws/errors.h"
#include "aws/fault.h"
#include "aws/service.h"
#include "core/error.h"

/// What the codes of the services mean: tables, and how to find the right line. Pure.
namespace atb::aws {

/// One line of a table. Texts are fmt formats over {operation}, {action} ("iam:GetRole"),
/// {resource} ("*" where nothing is named), {region} and {title}.
struct Meaning {
  std::string_view code;
  core::ErrorKind kind;
  std::string_view cause;
  std::string_view advice;
};

/// The line for a fault: that of its service, else of codes that all services use, else one that
/// says only that there was a fault.
[[nodiscard]] const Meaning& meaning_of(const Fault& fault, const CallContext& context,
                                        const Service& service);

}  // namespace atb::aws
