#pragma once

#include "core/secret.h"

namespace atb::binance {

/// A key of Binance's API. The secret is an HMAC secret, or the private key (PKCS#8, RSA or
/// Ed25519) in base64 on one line, without its armour lines.
struct KeyPair {
  core::SecretString key;
  core::SecretString secret;
};

}  // namespace atb::binance
