#include "aws_simulator/secret_tags.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace atb::aws_simulator {
namespace {

constexpr std::size_t kKeyLengthMax = 128;
constexpr std::size_t kValueLengthMax = 256;
constexpr std::size_t kTagsMax = 50;

ServiceError invalid(std::string message) {
  return {"InvalidParameterException", std::move(message)};
}

}  // namespace

std::optional<ServiceError> check_tags(const std::vector<Tag>& tags) {
  if (tags.size() > kTagsMax) return invalid("A secret can have at most 50 tags.");
  std::set<std::string_view> seen;
  for (const auto& tag : tags) {
    if (tag.key.empty() || tag.key.size() > kKeyLengthMax)
      return invalid("A tag key must be between 1 and 128 characters long.");
    if (tag.value.size() > kValueLengthMax)
      return invalid("A tag value must be at most 256 characters long.");
    if (tag.key.starts_with("aws:"))
      return invalid("Tag keys that start with 'aws:' are reserved for AWS.");
    if (!seen.insert(tag.key).second)
      return invalid(fmt::format("The tag key {} is given more than once.", tag.key));
  }
  return std::nullopt;
}

Outcome<void> add_tags(StoredSecret& secret, const std::vector<Tag>& tags) {
  if (auto fault = check_tags(tags)) return tl::unexpected<ServiceError>(std::move(*fault));
  auto all = secret.tags;
  for (const auto& tag : tags) {
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const Tag& existing) { return existing.key == tag.key; });
    if (at == all.end()) {
      all.push_back(tag);
    } else {
      at->value = tag.value;
    }
  }
  if (all.size() > kTagsMax)
    return tl::unexpected<ServiceError>(invalid("A secret can have at most 50 tags."));
  secret.tags = std::move(all);
  return {};
}

void remove_tags(StoredSecret& secret, const std::vector<std::string>& keys) {
  std::erase_if(secret.tags, [&](const Tag& tag) {
    return std::find(keys.begin(), keys.end(), tag.key) != keys.end();
  });
}

}  // namespace atb::aws_simulator
