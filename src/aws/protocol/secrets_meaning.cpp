#include "aws/protocol/secrets_meaning.h"

#include <algorithm>
#include <iterator>

namespace atb::aws {
namespace {

using core::ErrorKind;

constexpr std::string_view kNameAdvice =
    "Check the secret's name: letters, digits and /_+=.@- only, at most 512.";
constexpr std::string_view kKmsAdvice =
    "Check that the KMS key of {resource} is enabled and not pending deletion:\n"
    "aws kms describe-key --key-id KEY --region {region}";

constexpr Meaning kMeanings[] = {
    {"AccessDeniedException", ErrorKind::not_authorised,
     "AWS does not allow {operation} on {resource} in {region}",
     "Allow secretsmanager:{operation} on this secret in the policy of the user or role (fresh\n"
     "policies take up to a minute). Check the name too: under a policy for single secrets a\n"
     "misspelt name or a wrong region is also answered with \"denied\"."},
    {"ResourceNotFoundException", ErrorKind::not_found, "there is no secret {resource} in {region}",
     "Make it: ai-trading-bot-secrets init\n"
     "or name the one that was meant: --environment staging or production, --secret-id, --region.\n"
     "Those of this region: aws secretsmanager list-secrets --region {region}"},
    {"ResourceExistsException", ErrorKind::refused,
     "secret {resource} exists already in {region}; nothing was changed",
     "Change single settings of it, the others stay:\n"
     "ai-trading-bot-secrets set --secret-id {resource} --region {region} KEY=VALUE\n"
     "A deleted secret keeps its name until its recovery window ends."},
    {"InvalidParameterException", ErrorKind::usage, "AWS did not accept a parameter of {operation}",
     kNameAdvice},
    {"ValidationException", ErrorKind::usage, "AWS did not accept a parameter of {operation}",
     kNameAdvice},
    {"InvalidRequestException", ErrorKind::refused,
     "secret {resource} is in a state that does not allow {operation}",
     "See what holds it (deletion, rotation, another service):\n"
     "aws secretsmanager describe-secret --secret-id {resource} --region {region}"},
    {"DecryptionFailure", ErrorKind::not_authorised, "AWS cannot decrypt {resource}", kKmsAdvice},
    {"EncryptionFailure", ErrorKind::not_authorised, "AWS cannot encrypt {resource}", kKmsAdvice},
    {"LimitExceededException", ErrorKind::temporary, "a quota of Secrets Manager is used up",
     "Write less often than every 10 minutes: versions of the last 24 hours are kept and counted.\n"
     "Trying again at once does not help."},
    {"PreconditionNotMetException", ErrorKind::refused,
     "secret {resource} does not meet a condition of {operation}",
     "Look at it: ai-trading-bot-secrets doctor --secret-id {resource} --region {region}"},
    {"MalformedPolicyDocumentException", ErrorKind::usage,
     "AWS cannot read the resource policy for {resource}",
     "Correct the policy where AWS's words above point."},
    {"PublicPolicyException", ErrorKind::refused,
     "the resource policy would open {resource} to the public; it was not put in place",
     "Name the principals that may read it."},
};

constexpr Meaning kPendingDeletion{
    "InvalidRequestException", ErrorKind::refused,
    "secret {resource} in {region} is scheduled for deletion",
    "Bring it back (do not create it anew: its ARN would change):\n"
    "ai-trading-bot-secrets init --restore --secret-id {resource} --region {region}"};

constexpr Meaning kLabelElsewhere{
    "InvalidParameterException", ErrorKind::refused,
    "a label of {resource} in {region} is not where it was: somebody else changed the secret",
    "See which version holds it, then start anew:\n"
    "ai-trading-bot-secrets versions --secret-id {resource} --region {region}"};

constexpr Meaning kNoVersion{
    "ResourceNotFoundException", ErrorKind::not_found,
    "secret {resource} in {region} has no such version or stage",
    "See which it has: ai-trading-bot-secrets versions --secret-id {resource} --region {region}"};

constexpr Meaning kTokenUsed{
    "ResourceExistsException", ErrorKind::refused,
    "secret {resource} in {region} has a version of this id with another value",
    "See its versions, then start anew:\n"
    "ai-trading-bot-secrets versions --secret-id {resource} --region {region}"};

constexpr Meaning kKmsDenied{
    "AccessDeniedException", ErrorKind::not_authorised,
    "AWS does not allow the use of the KMS key of {resource}",
    "Allow kms:Decrypt on that key for this user or role (writers: kms:GenerateDataKey too)."};

}  // namespace

const Meaning* secrets_meaning(const Fault& fault, const CallContext& context) {
  const auto mentions = [&](std::string_view word) {
    return fault.message.find(word) != std::string::npos;
  };
  if (is_retryable(fault)) return nullptr;
  if (fault.code == kPendingDeletion.code && mentions("deletion")) return &kPendingDeletion;
  if (fault.code == kNoVersion.code && mentions("secret value")) return &kNoVersion;
  if (fault.code == kLabelElsewhere.code && context.operation == "UpdateSecretVersionStage")
    return &kLabelElsewhere;
  if (fault.code == kTokenUsed.code && context.operation == "PutSecretValue") return &kTokenUsed;
  if (fault.code == kKmsDenied.code && mentions("KMS")) return &kKmsDenied;
  const auto* const found =
      std::find_if(std::begin(kMeanings), std::end(kMeanings),
                   [&](const Meaning& meaning) { return meaning.code == fault.code; });
  return found == std::end(kMeanings) ? nullptr : found;
}

}  // namespace atb::aws
