#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/http.h"

/// AWS Signature Version 4. Pure: the time is passed in.
/// Source: AWS "Signature Version 4 signing process"; checked against botocore's signatures.
namespace atb::aws {

inline constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

/// Who signs. Derived keys and the secret are wiped when they go.
struct SigningKey {
  std::string access_key_id;
  core::SecretString secret_access_key;
  core::SecretString session_token;  ///< empty for long-lived keys
};

/// What a signature is good for: one UTC day, one region, one service.
struct Scope {
  std::string date;  ///< "20250102"
  std::string region;
  std::string service;
  [[nodiscard]] std::string to_text() const;  ///< "20250102/us-east-1/sts/aws4_request"
};

/// "20250102T030405Z"; its first eight characters are the scope's date.
[[nodiscard]] std::string signing_time(core::Timestamp time);

[[nodiscard]] std::string string_to_sign(std::string_view signing_time, const Scope& scope,
                                         std::string_view canonical_request);

/// The signature, 64 lower-case hexadecimal digits.
[[nodiscard]] std::string signature(const core::SecretString& secret_access_key, const Scope& scope,
                                    std::string_view string_to_sign);

/// Sets Host, X-Amz-Date, X-Amz-Security-Token (where there is a token) and Authorization; every
/// header of the request that no proxy may change is signed. Signing again replaces all four.
/// @param now  the service refuses times more than five minutes off
/// @error net.url_malformed
[[nodiscard]] core::Result<void> sign(net::HttpRequest& request, const SigningKey& key,
                                      std::string_view region, std::string_view service,
                                      core::Timestamp now);

}  // namespace atb::aws
