#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"
#include "exchange/orders/order.h"

namespace atb::binance_simulator {

/// What a key may do. Source: Binance, GET /sapi/v1/account/apiRestrictions.
struct KeyRights {
  bool reading = true;
  bool spot_trading = true;
  bool withdrawals = false;
  bool internal_transfer = false;
  bool margin = false;
  bool futures = false;
};

/// How a key signs, and what its signatures are checked with.
class Verifier {
 public:
  enum class Kind { hmac, rsa, ed25519 };

  [[nodiscard]] static Verifier hmac(core::SecretString secret);
  /// @param public_key  SPKI, as PEM or as its base64 body
  /// @error simulator.bad_public_key (usage)  no RSA or Ed25519 key
  [[nodiscard]] static core::Result<Verifier> asymmetric(std::string_view public_key);
  Verifier(Verifier&&) noexcept;
  Verifier& operator=(Verifier&&) noexcept;
  ~Verifier();

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  /// @param signature  hexadecimal digits (HMAC) or base64
  [[nodiscard]] bool accepts(std::string_view payload, std::string_view signature) const;

 private:
  struct Material;
  Verifier(Kind kind, std::unique_ptr<Material> material);
  Kind kind_;
  std::unique_ptr<Material> material_;
};

/// A key of the API.
struct ApiKey {
  std::string text;  ///< as it stands in X-MBX-APIKEY
  exchange::AccountId account = 0;
  KeyRights rights;
  std::vector<std::string> addresses;  ///< IPs that may use it; empty: all
  core::Timestamp created;
  Verifier verifier;
};

}  // namespace atb::binance_simulator
