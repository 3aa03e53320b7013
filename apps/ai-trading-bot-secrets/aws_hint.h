#pragma once

#include <string>
#include <string_view>

namespace atb::app {

/// Text for people with the profile that is in use put into each command line of AWS's own tool
/// that it shows: without it the tool would act as somebody else.
/// @param profile  empty: the text as it is
[[nodiscard]] std::string with_aws_profile(std::string_view text, std::string_view profile);

}  // namespace atb::app
