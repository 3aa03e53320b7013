#include "aws_simulator/paging.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"

namespace atb::aws_simulator {

using nlohmann::json;

Outcome<json> page_of(const json& input, const char* key, const std::vector<json>& entries,
                      int page_max) {
  ATB_TAKE(const auto size, number_in(input, "MaxResults", page_max));
  ATB_TAKE(const auto token, text_in(input, "NextToken"));
  if (size < 1 || size > page_max)
    return refuse("InvalidParameterException",
                  fmt::format("MaxResults must be between 1 and {}.", page_max));
  // A token is the number of the entry that comes next.
  std::size_t first = 0;
  const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), first);
  if (!token.empty() &&
      (error != std::errc{} || stop != token.data() + token.size() || first > entries.size()))
    return refuse("InvalidNextTokenException", "The NextToken value is invalid.");
  const auto last = std::min(entries.size(), first + static_cast<std::size_t>(size));
  json answer{{key, json::array()}};
  for (std::size_t i = first; i < last; ++i) answer[key].push_back(entries[i]);
  if (last < entries.size()) answer["NextToken"] = fmt::format("{}", last);
  return answer;
}

}  // namespace atb::aws_simulator
