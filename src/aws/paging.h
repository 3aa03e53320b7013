#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/error.h"

namespace atb::aws {

/// Gets one page. @param token  empty: the first. @return  the next page's token; empty: no more
using GetPage = std::function<core::Result<std::string>(const std::string& token)>;

/// Gets page after page. A service that repeats a token or never ends is stopped.
/// @error those of `get`; aws.endless_list (internal) after a repeated token or 1,000 pages
[[nodiscard]] core::Result<void> for_each_page(std::string_view operation, const GetPage& get);

}  // namespace atb::aws
