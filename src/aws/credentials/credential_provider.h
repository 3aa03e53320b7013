#pragma once

#include "aws/credentials/credentials.h"
#include "core/error.h"
#include "core/time.h"

namespace atb::aws {

/// Gives the key that signs a call. Temporary keys are renewed ahead of their end.
/// Implemented by `FixedCredentials`, `RenewedCredentials` and the tests.
class CredentialProvider {
 public:
  virtual ~CredentialProvider() = default;
  /// @param now  AWS's time as far as it is known
  /// @return  never null; valid until the next call of any member
  [[nodiscard]] virtual core::Result<const Credentials*> get(core::Timestamp now) = 0;
  /// The service found the key expired: the next `get` asks the source again where it can.
  /// @return  false when there is no other key to be had
  virtual bool discard() = 0;
};

/// A key that does not change.
class FixedCredentials final : public CredentialProvider {
 public:
  explicit FixedCredentials(Credentials credentials) : credentials_{std::move(credentials)} {}
  [[nodiscard]] core::Result<const Credentials*> get(core::Timestamp) override {
    return &credentials_;
  }
  bool discard() override { return false; }

 private:
  Credentials credentials_;
};

}  // namespace atb::aws
