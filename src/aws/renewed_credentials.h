#pragma once

#include <optional>

#include "aws/credential_provider.h"
#include "aws/credential_source.h"
#include "core/error.h"
#include "core/time.h"

namespace atb::aws {

/// Keeps the key of a source and asks it again ahead of the key's end.
///
/// From 15 minutes before the end a new key is fetched, tried at most once a minute; from 10
/// minutes before, at most every five seconds. A failure matters only once the key has ended: until
/// then the old one goes on. A key without an end is fetched once.
/// Source: botocore's refresh windows (15 and 10 minutes).
class RenewedCredentials final : public CredentialProvider {
 public:
  explicit RenewedCredentials(CredentialSource source) : source_{std::move(source)} {}

  /// @error of the source; aws.credentials_expired (not_authorised) when it gives a key that has
  ///        already ended
  [[nodiscard]] core::Result<const Credentials*> get(core::Timestamp now) override;
  /// Forgets the key, whatever its end. @return  true: the source can be asked
  bool discard() override;

 private:
  [[nodiscard]] bool is_due(core::Timestamp now) const;

  CredentialSource source_;
  std::optional<Credentials> current_;
  core::Timestamp last_try_;
};

}  // namespace atb::aws
