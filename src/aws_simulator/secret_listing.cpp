#include "aws_simulator/secret_listing.h"

#include <algorithm>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"
#include "net/headers.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kFiltersMax = 10;
constexpr std::size_t kValuesMax = 10;
constexpr std::size_t kValueLengthMax = 512;

tl::unexpected<ServiceError> invalid(std::string message) {
  return refuse("InvalidParameterException", std::move(message));
}

Outcome<SecretFilter> to_filter(const json& object) {
  static const std::set<std::string> kKeys{
      "description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all"};
  if (!object.is_object()) return refuse("SerializationException", "Filters has the wrong type");
  SecretFilter filter;
  ATB_TAKE(filter.key, text_in(object, "Key"));
  ATB_TAKE(filter.values, texts_in(object, "Values"));
  if (!kKeys.contains(filter.key))
    return invalid("The filter key " + filter.key + " is not known.");
  const bool fits = std::all_of(
      filter.values.begin(), filter.values.end(),
      [](const std::string& value) { return !value.empty() && value.size() <= kValueLengthMax; });
  if (filter.values.empty() || filter.values.size() > kValuesMax || !fits)
    return invalid("A filter takes 1 to 10 values of 1 to 512 characters.");
  return filter;
}

/// What a filter looks at.
std::vector<std::string> attributes_of(const StoredSecret& secret, std::string_view key) {
  std::vector<std::string> found;
  const bool all = key == "all";
  if (all || key == "name") found.push_back(secret.name);
  if (all || key == "description") found.push_back(secret.description);
  for (const auto& tag : secret.tags) {
    if (all || key == "tag-key") found.push_back(tag.key);
    if (all || key == "tag-value") found.push_back(tag.value);
  }
  if (all || key == "primary-region") found.push_back(secret.region);
  return found;  // "owning-service" finds nothing: no other service owns secrets here
}

/// Every word of the text stands somewhere in the attributes, whatever its case.
bool has_words(const std::vector<std::string>& attributes, const std::string& text) {
  std::istringstream words{net::lower_case(text)};
  std::string word;
  while (words >> word) {
    const bool found = std::any_of(attributes.begin(), attributes.end(), [&](const auto& value) {
      return net::lower_case(value).find(word) != std::string::npos;
    });
    if (!found) return false;
  }
  return true;
}

bool fits(const StoredSecret& secret, std::string_view key, const std::string& value) {
  const auto attributes = attributes_of(secret, key);
  if (key == "all") return has_words(attributes, value);
  return std::any_of(attributes.begin(), attributes.end(), [&](const std::string& attribute) {
    if (key != "description") return attribute.starts_with(value);
    return net::lower_case(attribute).starts_with(net::lower_case(value));
  });
}

bool passes(const StoredSecret& secret, const SecretFilter& filter) {
  return std::any_of(filter.values.begin(), filter.values.end(), [&](const std::string& value) {
    if (value.starts_with('!')) return !fits(secret, filter.key, value.substr(1));
    return fits(secret, filter.key, value);
  });
}

core::Timestamp time_of(const StoredSecret& secret, std::string_view sort_by) {
  if (sort_by == "last-changed-date") return secret.changed;
  if (sort_by == "last-accessed-date") return secret.accessed.value_or(core::Timestamp{});
  return secret.created;
}

}  // namespace

Outcome<std::vector<SecretFilter>> filters_in(const json& input) {
  std::vector<SecretFilter> filters;
  const auto list = input.find("Filters");
  if (list == input.end() || list->is_null()) return filters;
  if (!list->is_array()) return refuse("SerializationException", "Filters has the wrong type");
  if (list->size() > kFiltersMax) return invalid("A call takes at most 10 filters.");
  for (const auto& object : *list) {
    ATB_TAKE(auto filter, to_filter(object));
    filters.push_back(std::move(filter));
  }
  return filters;
}

bool passes(const StoredSecret& secret, const std::vector<SecretFilter>& filters) {
  return std::all_of(filters.begin(), filters.end(),
                     [&](const SecretFilter& filter) { return passes(secret, filter); });
}

Outcome<void> sort_secrets(const json& input, std::vector<const StoredSecret*>& secrets) {
  static const std::set<std::string> kSorts{"", "created-date", "last-accessed-date",
                                            "last-changed-date", "name"};
  ATB_TAKE(const auto by, text_in(input, "SortBy"));
  ATB_TAKE(const auto order, text_in(input, "SortOrder"));
  if (!kSorts.contains(by)) return invalid("SortBy " + by + " is not known.");
  if (!order.empty() && order != "asc" && order != "desc")
    return invalid("SortOrder must be asc or desc.");
  const auto comes_first = [&](const StoredSecret* a, const StoredSecret* b) {
    if (by == "name" || time_of(*a, by) == time_of(*b, by)) return a->name < b->name;
    return time_of(*a, by) < time_of(*b, by);
  };
  std::sort(secrets.begin(), secrets.end(), comes_first);
  if (order == "desc") std::reverse(secrets.begin(), secrets.end());
  return {};
}

}  // namespace atb::aws_simulator
