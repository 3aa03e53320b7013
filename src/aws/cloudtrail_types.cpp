#include "aws/cloudtrail_types.h"

#include <algorithm>

namespace atb::aws {
namespace {

constexpr std::string_view kSource = "secretsmanager.amazonaws.com";

bool contains(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool lets_in(const EventSelector& selector) {
  return selector.management_events && selector.read_write != "WriteOnly" &&
         !contains(selector.excluded_sources, kSource);
}

/// The value that a read of a secret has in a field, as far as it is known here.
std::string_view value_of(std::string_view field) {
  if (field == "eventCategory") return "Management";
  if (field == "readOnly") return "true";
  if (field == "eventSource") return kSource;
  return {};
}

bool lets_in(const FieldSelector& selector) {
  const auto value = value_of(selector.field);
  if (value.empty() || selector.has_others) return false;
  return (selector.equals.empty() || contains(selector.equals, value)) &&
         !contains(selector.not_equals, value);
}

bool lets_in(const AdvancedEventSelector& selector) {
  return !selector.fields.empty() &&
         std::all_of(selector.fields.begin(), selector.fields.end(),
                     [](const FieldSelector& field) { return lets_in(field); });
}

}  // namespace

bool EventSelectors::record_secret_reads() const {
  return std::any_of(basic.begin(), basic.end(), [](const auto& one) { return lets_in(one); }) ||
         std::any_of(advanced.begin(), advanced.end(),
                     [](const auto& one) { return lets_in(one); });
}

}  // namespace atb::aws
