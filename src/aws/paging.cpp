#include "aws/paging.h"

#include <fmt/format.h>

namespace atb::aws {

core::Result<void> for_each_page(std::string_view operation, const GetPage& get) {
  constexpr int kPagesMax = 1'000;
  std::string token;
  for (int page = 0; page < kPagesMax; ++page) {
    ATB_ASSIGN(auto next, get(token));
    if (next.empty()) return {};
    if (next == token) break;
    token = std::move(next);
  }
  return core::fail(core::ErrorKind::internal, "aws.endless_list",
                    fmt::format("the list of {} does not end", operation),
                    "Try again; check --endpoint-url when it stays so.");
}

}  // namespace atb::aws
