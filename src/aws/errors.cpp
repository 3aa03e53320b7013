#include "aws/errors.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::aws {
namespace {

using core::ErrorKind;

/// Texts are fmt formats over {operation}, {secret}, {region}.
struct Meaning {
  std::string_view code;
  ErrorKind kind;
  std::string_view cause;
  std::string_view advice;
};

constexpr std::string_view kClockAdvice =
    "Correct this machine's clock (timedatectl set-ntp true) and try again.";
constexpr std::string_view kTokenAdvice =
    "Renew the temporary credentials (sign in again, or aws sts get-session-token) and set all\n"
    "three variables, AWS_SESSION_TOKEN included.";
constexpr std::string_view kKeyIdAdvice =
    "Check AWS_ACCESS_KEY_ID, or the profile's aws_access_key_id: the key is deleted, inactive,\n"
    "mistyped, of another AWS partition, or a temporary one without its session token.";
constexpr std::string_view kSecretKeyAdvice =
    "Check AWS_SECRET_ACCESS_KEY, or the profile's aws_secret_access_key, and this machine's\n"
    "clock.";
constexpr std::string_view kKmsAdvice =
    "Check that the KMS key of {secret} is enabled and not pending deletion:\n"
    "aws kms describe-key --key-id KEY --region {region}";

constexpr Meaning kMeanings[] = {
    {"AccessDeniedException", ErrorKind::not_authorised,
     "AWS does not allow {operation} on {secret} in {region}",
     "Allow secretsmanager:{operation} on this secret in the policy of the user or role (fresh\n"
     "policies take up to a minute). Check the name too: under a policy for single secrets a\n"
     "misspelt name or a wrong region is also answered with \"denied\"."},
    {"UnrecognizedClientException", ErrorKind::not_authorised,
     "AWS does not know the access key or its session token", kKeyIdAdvice},
    {"InvalidClientTokenId", ErrorKind::not_authorised,
     "AWS does not know the access key or its session token", kKeyIdAdvice},
    {"InvalidSignatureException", ErrorKind::not_authorised,
     "AWS refused the signature of {operation}", kSecretKeyAdvice},
    {"SignatureDoesNotMatch", ErrorKind::not_authorised, "AWS refused the signature of {operation}",
     kSecretKeyAdvice},
    {"ExpiredTokenException", ErrorKind::not_authorised, "the session token has expired",
     kTokenAdvice},
    {"ExpiredToken", ErrorKind::not_authorised, "the session token has expired", kTokenAdvice},
    {"RequestExpired", ErrorKind::not_authorised, "AWS found the request too old", kClockAdvice},
    {"RequestTimeTooSkewed", ErrorKind::not_authorised,
     "this machine's clock is too far from AWS's", kClockAdvice},
    {"RequestInTheFuture", ErrorKind::not_authorised, "AWS found the request's time in the future",
     kClockAdvice},
    {"MissingAuthenticationTokenException", ErrorKind::internal,
     "the request arrived without a signature", "A proxy may have removed it: check HTTPS_PROXY."},
    {"IncompleteSignatureException", ErrorKind::internal,
     "the request arrived with an incomplete signature",
     "A proxy may have changed it: check HTTPS_PROXY."},
    {"ResourceNotFoundException", ErrorKind::not_found,
     "there is no secret {secret}, or no such version or stage of it, in {region}",
     "Check name and region: aws secretsmanager list-secrets --region {region}"},
    {"ResourceExistsException", ErrorKind::refused,
     "secret {secret} exists already in {region}; nothing was changed",
     "Change single settings of it, the others stay:\n"
     "ai-trading-bot-secrets set --secret-id {secret} --region {region} KEY=VALUE\n"
     "A deleted secret keeps its name until its recovery window ends."},
    {"InvalidParameterException", ErrorKind::usage, "AWS did not accept a parameter of {operation}",
     "Check the secret's name: letters, digits and /_+=.@- only, at most 512."},
    {"ValidationException", ErrorKind::usage, "AWS did not accept a parameter of {operation}",
     "Check the secret's name: letters, digits and /_+=.@- only, at most 512."},
    {"InvalidRequestException", ErrorKind::refused,
     "secret {secret} is in a state that does not allow {operation}",
     "See what holds it (deletion, rotation, another service):\n"
     "aws secretsmanager describe-secret --secret-id {secret} --region {region}"},
    {"DecryptionFailure", ErrorKind::not_authorised, "AWS cannot decrypt {secret}", kKmsAdvice},
    {"EncryptionFailure", ErrorKind::not_authorised, "AWS cannot encrypt {secret}", kKmsAdvice},
    {"LimitExceededException", ErrorKind::temporary, "a quota of Secrets Manager is used up",
     "Write less often than every 10 minutes: versions of the last 24 hours are kept and counted.\n"
     "Trying again at once does not help."},
    {"PreconditionNotMetException", ErrorKind::refused,
     "secret {secret} does not meet a condition of {operation}",
     "Look at it: ai-trading-bot-secrets doctor --secret-id {secret} --region {region}"},
    {"SerializationException", ErrorKind::internal, "AWS could not read the request",
     "This is a fault of the program: please report it."},
    {"UnknownOperationException", ErrorKind::internal, "the endpoint does not know {operation}",
     "Check --endpoint-url: another service answers there."},
};

constexpr Meaning kPendingDeletion{
    "InvalidRequestException", ErrorKind::refused,
    "secret {secret} in {region} is scheduled for deletion",
    "Bring it back (do not create it anew: its ARN would change):\n"
    "aws secretsmanager restore-secret --secret-id {secret} --region {region}"};

constexpr Meaning kLabelElsewhere{
    "InvalidParameterException", ErrorKind::refused,
    "a label of {secret} in {region} is not where it was: somebody else changed the secret",
    "See which version holds it, then start anew:\n"
    "ai-trading-bot-secrets versions --secret-id {secret} --region {region}"};

constexpr Meaning kKmsDenied{
    "AccessDeniedException", ErrorKind::not_authorised,
    "AWS does not allow the use of the KMS key of {secret}",
    "Allow kms:Decrypt on that key for this user or role (writers: kms:GenerateDataKey too)."};

constexpr Meaning kOverloaded{"", ErrorKind::temporary,
                              "Secrets Manager in {region} is busy or failing",
                              "Try again in a few minutes; https://health.aws.amazon.com/ tells."};

constexpr Meaning kUnknown{"", ErrorKind::internal, "AWS answered {operation} with an error",
                           "Look the code up in the AWS documentation."};

const Meaning& meaning_of(const Fault& fault, const CallContext& context) {
  const auto mentions = [&](std::string_view word) {
    return fault.message.find(word) != std::string::npos;
  };
  if (is_retryable(fault)) return kOverloaded;
  if (fault.code == kPendingDeletion.code && mentions("deletion")) return kPendingDeletion;
  if (fault.code == kLabelElsewhere.code && context.operation == "UpdateSecretVersionStage")
    return kLabelElsewhere;
  if (fault.code == kKmsDenied.code && mentions("KMS")) return kKmsDenied;
  const auto* const found =
      std::find_if(std::begin(kMeanings), std::end(kMeanings),
                   [&](const Meaning& meaning) { return meaning.code == fault.code; });
  return found == std::end(kMeanings) ? kUnknown : *found;
}

std::string fill_in(std::string_view text, const CallContext& context) {
  return fmt::format(fmt::runtime(text), fmt::arg("operation", context.operation),
                     fmt::arg("secret", context.resource.substr(0, 200)),
                     fmt::arg("region", context.region));
}

}  // namespace

core::Error to_error(const Fault& fault, const CallContext& context, const Service& service) {
  (void)service;
  const Meaning& meaning = meaning_of(fault, context);
  core::Error error{meaning.kind, fault.code, fill_in(meaning.cause, context),
                    fill_in(meaning.advice, context)};
  if (!fault.message.empty()) error.message += fmt::format(": \"{}\"", fault.message);
  if (!fault.request_id.empty()) error.advice += fmt::format("\nAWS request {}", fault.request_id);
  return error;
}

}  // namespace atb::aws
