#pragma once

#include <string>
#include <vector>

#include "aws_simulator/call_fields.h"
#include "aws_simulator/iam_store.h"

/// What IAM refuses before it does anything. Pure.
/// Source: botocore's service model iam 2010-05-08; IAM guide, "IAM and AWS STS quotas". The sizes
/// and the count of attachments are the guide's defaults and were not tried on an account.
namespace atb::aws_simulator {

inline constexpr std::size_t kPolicyVersionsMax = 5;
inline constexpr std::size_t kAttachedPoliciesMax = 10;
inline constexpr std::size_t kManagedPolicySizeMax = 6'144;  ///< characters that are not blank
inline constexpr std::size_t kTrustPolicySizeMax = 2'048;
inline constexpr std::size_t kInlineRolePoliciesSizeMax = 10'240;  ///< all of a role together
inline constexpr std::size_t kInlineUserPoliciesSizeMax = 2'048;   ///< all of a user together
inline constexpr std::int64_t kSessionSecondsMin = 3'600;
inline constexpr std::int64_t kSessionSecondsMax = 43'200;

/// A name of letters, digits and "_+=,.@-". @error ValidationError
[[nodiscard]] Outcome<std::string> name_in(const Fields& input, const char* key,
                                           std::size_t length_max);

/// "/" when it is not given. @error ValidationError unless it begins and ends with a slash
[[nodiscard]] Outcome<std::string> path_in(const Fields& input);

/// A policy's text that was parsed, has Latin-1 characters only and is short enough.
/// @error ValidationError, MalformedPolicyDocument, LimitExceeded (409)
[[nodiscard]] Outcome<std::string> document_in(const Fields& input, const char* key,
                                               PolicyKind kind, std::size_t size_max);

/// Characters of the text that are not blank: what quotas count.
[[nodiscard]] std::size_t policy_size(const std::string& text);

[[nodiscard]] tl::unexpected<ServiceError> quota_exceeded(std::string_view quota,
                                                          std::size_t limit);

/// Hangs a managed policy on a user or role; a second time changes nothing.
/// @param quota  name of the limit: "PoliciesPerRole". @error LimitExceeded (409)
[[nodiscard]] Outcome<nlohmann::json> attach_policy(Principal& principal, const std::string& arn,
                                                    std::string_view quota);

/// Stores PolicyName and PolicyDocument on a user or role.
/// @param size_max  of all its inline policies together. @error document_in, LimitExceeded (409)
[[nodiscard]] Outcome<nlohmann::json> put_inline_policy(const Fields& input, Principal& principal,
                                                        std::size_t size_max);

/// IsTruncated and, with a further page, Marker beside the entries under `key`.
/// @error ValidationError for MaxItems outside 1 to 1,000 or a foreign Marker
[[nodiscard]] Outcome<nlohmann::json> iam_page(const Fields& input, const char* key,
                                               const std::vector<nlohmann::json>& entries);

}  // namespace atb::aws_simulator
