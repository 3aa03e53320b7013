#include "aws_simulator/iam_rules.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kConflict = 409;
constexpr std::size_t kDocumentLengthMax = 131'072;
constexpr std::size_t kPolicyNameMax = 128;
constexpr std::int64_t kItemsDefault = 100;
constexpr std::int64_t kItemsMax = 1'000;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"_+=,.@-"}.find(c) != std::string_view::npos;
}

/// Tab, line feed, carriage return and U+0020 to U+00FF, in UTF-8.
bool is_latin(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool is_plain = c < 0x80 && (c >= ' ' || c == '\t' || c == '\n' || c == '\r');
    const bool is_pair = (c == 0xC2 || c == 0xC3) && i + 1 < text.size();
    if (!is_plain && !is_pair) return false;
    if (is_pair) ++i;
  }
  return true;
}

}  // namespace

Outcome<std::string> name_in(const Fields& input, const char* key, std::size_t length_max) {
  ATB_TAKE(auto name, input.needed_text(key));
  if (name.size() > length_max || !std::all_of(name.begin(), name.end(), is_name_character))
    return input.fault(fmt::format(
        "1 validation error detected: Value at '{}' failed to satisfy constraint: Member must have "
        "length less than or equal to {} and consist of letters, digits and _+=,.@-",
        key, length_max));
  return name;
}

Outcome<std::string> path_in(const Fields& input) {
  ATB_TAKE(auto path, input.text("Path"));
  if (path.empty()) return std::string{"/"};
  if (!path.starts_with('/') || !path.ends_with('/'))
    return input.fault("The specified value for path is invalid. It must begin and end with /.");
  return path;
}

std::size_t policy_size(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return c != ' ' && c != '\t' && c != '\n' && c != '\r';
  }));
}

tl::unexpected<ServiceError> quota_exceeded(std::string_view quota, std::size_t limit) {
  return refuse_with(kConflict, "LimitExceeded",
                     fmt::format("Cannot exceed quota for {}: {}", quota, limit));
}

Outcome<std::string> document_in(const Fields& input, const char* key, PolicyKind kind,
                                 std::size_t size_max) {
  ATB_TAKE(auto text, input.needed_text(key));
  if (text.size() > kDocumentLengthMax || !is_latin(text))
    return input.fault(
        "The specified value for policyDocument is invalid. It must contain only "
        "printable ASCII and Latin-1 characters.");
  ATB_CHECK(parse_policy(text, kind));
  if (policy_size(text) > size_max)
    return quota_exceeded(kind == PolicyKind::trust ? "ACLSizePerRole" : "PolicySize", size_max);
  return text;
}

Outcome<json> attach_policy(Principal& principal, const std::string& arn, std::string_view quota) {
  auto& attached = principal.attached;
  if (std::find(attached.begin(), attached.end(), arn) != attached.end()) return json{};
  if (attached.size() >= kAttachedPoliciesMax) return quota_exceeded(quota, kAttachedPoliciesMax);
  attached.push_back(arn);
  return json{};
}

Outcome<json> put_inline_policy(const Fields& input, Principal& principal, std::size_t size_max) {
  ATB_TAKE(const auto name, name_in(input, "PolicyName", kPolicyNameMax));
  ATB_TAKE(auto document, document_in(input, "PolicyDocument", PolicyKind::identity, size_max));
  std::size_t total = policy_size(document);
  for (const auto& [other, text] : principal.inline_policies)
    if (other != name) total += policy_size(text);
  if (total > size_max) return quota_exceeded("the size of inline policies", size_max);
  principal.inline_policies.insert_or_assign(name, std::move(document));
  return json{};
}

Outcome<json> iam_page(const Fields& input, const char* key, const std::vector<json>& entries) {
  ATB_TAKE(const auto size, input.integer_between("MaxItems", kItemsDefault, 1, kItemsMax));
  ATB_TAKE(const auto marker, input.text("Marker"));
  const auto page = page_of(entries.size(), static_cast<std::size_t>(size), marker);
  if (!page) return input.fault("Invalid Marker.");
  json answer{{key, json::array()}, {"IsTruncated", !page->next.empty()}};
  for (std::size_t i = page->first; i < page->last; ++i) answer[key].push_back(entries[i]);
  if (!page->next.empty()) answer["Marker"] = page->next;
  return answer;
}

}  // namespace atb::aws_simulator
