#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/service.h"
#include "core/secret.h"

namespace atb::aws_simulator {

/// A key pair that may sign, and whose it is.
struct AccessKey {
  std::string id;  ///< "AKIA…", or "ASIA…" of a temporary one
  core::SecretString secret;
  core::SecretString session_token;        ///< empty for a long-lived key
  std::optional<core::Timestamp> expires;  ///< set for a temporary key
  Identity identity;
};

/// All keys of the simulated account: STS and the metadata service issue temporary ones here, IAM
/// and the control port add long-lived ones.
class KeyRing {
 public:
  /// @param random_text  as many letters and digits as it is asked for, unguessable
  explicit KeyRing(std::function<std::string(std::size_t)> random_text);

  /// Adds or replaces a long-lived key. `identity.access_key_id` is set to its id.
  void add(std::string id, core::SecretString secret, Identity identity);
  /// A new long-lived pair "AKIA…" for that identity.
  const AccessKey& create(Identity identity);
  /// A new temporary key. The reference is valid until the next call that changes the ring.
  const AccessKey& issue(Identity identity, core::Duration lifetime, core::Timestamp now);
  /// False when there is no such key.
  bool remove(std::string_view id);
  /// Null when there is no such key.
  [[nodiscard]] const AccessKey* find(std::string_view id) const;
  [[nodiscard]] auto begin() const noexcept { return keys_.begin(); }
  [[nodiscard]] auto end() const noexcept { return keys_.end(); }
  /// Lets a temporary key end then.
  void end_by(std::string_view id, core::Timestamp time);
  /// Counts changes: who keeps the ring in a file sees whether it must be written.
  [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }

  /// Keys that are still good at `now`, with their secrets.
  [[nodiscard]] nlohmann::json save(core::Timestamp now) const;
  /// Adds what `save` gave. Throws nlohmann::json::exception for anything else.
  void load(const nlohmann::json& state);

 private:
  std::function<std::string(std::size_t)> random_text_;
  std::map<std::string, AccessKey, std::less<>> keys_;
  std::uint64_t revision_ = 0;
};

}  // namespace atb::aws_simulator
