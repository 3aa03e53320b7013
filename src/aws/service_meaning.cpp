#include "aws/service_meaning.h"

#include <algorithm>
#include <span>

namespace atb::aws {
namespace {

using core::ErrorKind;

constexpr std::string_view kPolicyAdvice =
    "Correct the document where AWS's words above point; print it with:\n"
    "ai-trading-bot-secrets policy";
constexpr std::string_view kOtherValueAdvice =
    "AWS's words above name the parameter; check what was given on the command line.";

constexpr Meaning kIamMeanings[] = {
    {"NoSuchEntity", ErrorKind::not_found, "IAM does not know {resource}",
     "Check the name or ARN, and that the key is one of the right account:\n"
     "aws sts get-caller-identity"},
    {"EntityAlreadyExists", ErrorKind::refused, "{resource} exists already in IAM",
     "Look at it before it is changed, or choose another name."},
    {"LimitExceeded", ErrorKind::refused, "a quota of IAM does not allow {operation} on {resource}",
     "A policy keeps five versions: delete an old one that is not the default\n"
     "(aws iam delete-policy-version), or detach what is not needed. Trying again does not help."},
    {"MalformedPolicyDocument", ErrorKind::usage, "IAM cannot read the policy for {resource}",
     kPolicyAdvice},
    {"InvalidInput", ErrorKind::usage, "IAM did not accept a parameter of {operation}",
     kOtherValueAdvice},
    {"ConcurrentModification", ErrorKind::temporary,
     "somebody else changes {resource} at the same time", "Try again in a minute."},
    {"EntityTemporarilyUnmodifiable", ErrorKind::temporary, "{resource} cannot be changed just now",
     "Try again in a minute."},
    {"UnmodifiableEntity", ErrorKind::refused,
     "{resource} belongs to an AWS service and cannot be changed",
     "Use a role of your own: ai-trading-bot-secrets role"},
    {"PolicyEvaluation", ErrorKind::refused, "IAM could not evaluate a policy of {resource}",
     kPolicyAdvice},
};

constexpr Meaning kStsMeanings[] = {
    {"AccessDenied", ErrorKind::not_authorised, "AWS does not allow {operation} of {resource}",
     "Allow {action} on {resource} for the caller, and name the caller in the trust policy of "
     "that\n"
     "role (its ExternalId too, where it asks for one)."},
    {"InvalidIdentityToken", ErrorKind::not_authorised,
     "STS does not accept the web identity token for {resource}",
     "Check AWS_WEB_IDENTITY_TOKEN_FILE and the identity provider that the role trusts."},
    {"IDPRejectedClaim", ErrorKind::not_authorised,
     "the identity provider rejected the web identity token",
     "It may be revoked: have the provider issue a new one."},
    {"RegionDisabledException", ErrorKind::settings, "STS is switched off in {region}",
     "Use another region with --region, or switch it on in the account's settings."},
};

constexpr Meaning kWebTokenExpired{
    "ExpiredTokenException", ErrorKind::not_authorised, "the web identity token has expired",
    "The file of AWS_WEB_IDENTITY_TOKEN_FILE is not renewed any more: check who writes it."};

constexpr Meaning kCloudWatchMeanings[] = {
    {"ResourceNotFound", ErrorKind::not_found, "CloudWatch has no {resource} in {region}",
     "Check name and region: aws cloudwatch describe-alarms --region {region}"},
    {"ResourceNotFoundException", ErrorKind::not_found, "CloudWatch has no {resource} in {region}",
     "Check name and region: aws cloudwatch describe-alarms --region {region}"},
    {"LimitExceeded", ErrorKind::refused, "the account has as many alarms as it may in {region}",
     "Delete alarms that are not needed, or ask AWS for a higher quota."},
    {"LimitExceededFault", ErrorKind::refused,
     "the account has as many alarms as it may in {region}",
     "Delete alarms that are not needed, or ask AWS for a higher quota."},
    {"InvalidParameterValue", ErrorKind::usage,
     "CloudWatch did not accept a parameter of {operation}", kOtherValueAdvice},
    {"InvalidParameterCombination", ErrorKind::usage,
     "CloudWatch did not accept the parameters of {operation} together", kOtherValueAdvice},
    {"MissingParameter", ErrorKind::usage, "CloudWatch misses a parameter of {operation}",
     kOtherValueAdvice},
};

constexpr Meaning kLogsMeanings[] = {
    {"ResourceNotFoundException", ErrorKind::not_found,
     "CloudWatch Logs has no {resource} in {region}",
     "Name the log group that the trail writes to: aws cloudtrail describe-trails "
     "--region {region}"},
    {"InvalidParameterException", ErrorKind::usage,
     "CloudWatch Logs did not accept a parameter of {operation}",
     "Check the name of the log group and the filter pattern."},
    {"LimitExceededException", ErrorKind::refused,
     "{resource} has as many metric filters as it may",
     "A log group takes 100: delete filters that are not needed."},
    {"OperationAbortedException", ErrorKind::temporary,
     "somebody else changes {resource} at the same time", "Try again in a minute."},
};

constexpr Meaning kTrailMeanings[] = {
    {"TrailNotFoundException", ErrorKind::not_found, "there is no trail {resource} in {region}",
     "Check name and region, and make one if there is none:\n"
     "aws cloudtrail describe-trails --region {region}"},
    {"InvalidTrailNameException", ErrorKind::usage, "{resource} cannot be the name of a trail",
     "Give its name or its ARN as describe-trails shows it."},
    {"CloudTrailARNInvalidException", ErrorKind::usage, "{resource} is no ARN of a trail",
     "Give its name or its ARN as describe-trails shows it."},
    {"InvalidTimeRangeException", ErrorKind::usage, "CloudTrail did not accept the time range",
     "The start comes before the end, and events are kept for 90 days."},
    {"InvalidLookupAttributesException", ErrorKind::usage,
     "CloudTrail did not accept what was looked for", kOtherValueAdvice},
    {"InvalidNextTokenException", ErrorKind::temporary,
     "CloudTrail lost the place in its list of events", "Try again."},
    {"OperationNotPermittedException", ErrorKind::refused,
     "CloudTrail does not permit {operation} on {resource} here",
     "A trail of an organization is looked at from its management account."},
};

std::span<const Meaning> table_of(const Service& service) {
  if (service.signing_name == kIam.signing_name) return kIamMeanings;
  if (service.signing_name == kSts.signing_name) return kStsMeanings;
  if (service.signing_name == kCloudWatch.signing_name) return kCloudWatchMeanings;
  if (service.signing_name == kCloudWatchLogs.signing_name) return kLogsMeanings;
  if (service.signing_name == kCloudTrail.signing_name) return kTrailMeanings;
  return {};
}

}  // namespace

const Meaning* service_meaning(const Fault& fault, const CallContext& context,
                               const Service& service) {
  if (fault.code == kWebTokenExpired.code && context.operation == "AssumeRoleWithWebIdentity")
    return &kWebTokenExpired;
  const auto table = table_of(service);
  const auto found = std::find_if(table.begin(), table.end(), [&](const Meaning& meaning) {
    return meaning.code == fault.code;
  });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace atb::aws
