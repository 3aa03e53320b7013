#include "aws/meaning.h"

#include <algorithm>
#include <iterator>

#include "aws/secrets_meaning.h"
#include "aws/service_meaning.h"

namespace atb::aws {
namespace {

using core::ErrorKind;

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
constexpr std::string_view kAllowAdvice =
    "Allow {action} on {resource} in a policy of the user or role (fresh policies take up to a\n"
    "minute).";
constexpr std::string_view kParameterAdvice =
    "AWS's words above name the parameter; check what was given on the command line.";
constexpr std::string_view kProxyAdvice = "A proxy may have changed it: check HTTPS_PROXY.";

constexpr Meaning kForAll[] = {
    {"AccessDeniedException", ErrorKind::not_authorised,
     "AWS does not allow {operation} on {resource}", kAllowAdvice},
    {"AccessDenied", ErrorKind::not_authorised, "AWS does not allow {operation} on {resource}",
     kAllowAdvice},
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
    {"OptInRequired", ErrorKind::not_authorised, "the account may not use {title} in {region}",
     "Check the account's state and that the region is switched on for it."},
    {"RequestExpired", ErrorKind::not_authorised, "AWS found the request too old", kClockAdvice},
    {"RequestTimeTooSkewed", ErrorKind::not_authorised,
     "this machine's clock is too far from AWS's", kClockAdvice},
    {"RequestInTheFuture", ErrorKind::not_authorised, "AWS found the request's time in the future",
     kClockAdvice},
    {"MissingAuthenticationTokenException", ErrorKind::internal,
     "the request arrived without a signature", "A proxy may have removed it: check HTTPS_PROXY."},
    {"MissingAuthenticationToken", ErrorKind::internal, "the request arrived without a signature",
     "A proxy may have removed it: check HTTPS_PROXY."},
    {"IncompleteSignatureException", ErrorKind::internal,
     "the request arrived with an incomplete signature", kProxyAdvice},
    {"IncompleteSignature", ErrorKind::internal, "the request arrived with an incomplete signature",
     kProxyAdvice},
    {"InvalidParameterException", ErrorKind::usage, "AWS did not accept a parameter of {operation}",
     kParameterAdvice},
    {"ValidationException", ErrorKind::usage, "AWS did not accept a parameter of {operation}",
     kParameterAdvice},
    {"ValidationError", ErrorKind::usage, "AWS did not accept a parameter of {operation}",
     kParameterAdvice},
    {"SerializationException", ErrorKind::internal, "AWS could not read the request",
     "This is a fault of the program: please report it."},
    {"UnknownOperationException", ErrorKind::internal, "the endpoint does not know {operation}",
     "Check --endpoint-url: another service answers there."},
    {"InvalidAction", ErrorKind::internal, "the endpoint does not know {operation}",
     "Check --endpoint-url: another service answers there."},
};

constexpr Meaning kOverloaded{"", ErrorKind::temporary, "{title} in {region} is busy or failing",
                              "Try again in a few minutes; https://health.aws.amazon.com/ tells."};

constexpr Meaning kUnknown{"", ErrorKind::internal, "AWS answered {operation} with an error",
                           "Look the code up in the AWS documentation."};

}  // namespace

const Meaning& meaning_of(const Fault& fault, const CallContext& context, const Service& service) {
  const auto* const special = service.signing_name == kSecretsManager.signing_name
                                  ? secrets_meaning(fault, context)
                                  : service_meaning(fault, context, service);
  if (special != nullptr) return *special;
  if (is_retryable(fault)) return kOverloaded;
  const auto* const found =
      std::find_if(std::begin(kForAll), std::end(kForAll),
                   [&](const Meaning& meaning) { return meaning.code == fault.code; });
  return found == std::end(kForAll) ? kUnknown : *found;
}

}  // namespace atb::aws
