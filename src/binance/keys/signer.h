#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/secret.h"

namespace atb::binance {

/// Signs the payload of a request: the bytes as they are sent, without `signature`. The key is set
/// up once. One thread at a time.
/// Source: Binance spot API, "SIGNED endpoint examples": HMAC-SHA256 as hexadecimal digits, RSA
/// PKCS#1 v1.5 with SHA-256 and Ed25519 as base64.
class Signer {
 public:
  /// @param secret  a private key (PKCS#8 DER in base64, one line) or else an HMAC secret
  /// @error binance.secret_unusable (settings)  empty, or a private key of another kind
  [[nodiscard]] static core::Result<Signer> create(const core::SecretString& secret);
  Signer(Signer&&) noexcept;
  Signer& operator=(Signer&&) noexcept;
  ~Signer();

  /// The signature; base64 is not yet percent-encoded.
  [[nodiscard]] std::string sign(std::string_view payload);

 private:
  struct Key;
  explicit Signer(std::unique_ptr<Key> key);
  std::unique_ptr<Key> key_;
};

/// Percent-encodes all but the unreserved characters (RFC 3986).
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace atb::binance
