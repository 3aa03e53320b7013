#include "aws/credential_chain.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/assume_role.h"
#include "aws/container_credentials.h"
#include "aws/credential_process.h"
#include "aws/instance_metadata.h"
#include "aws/renewed_credentials.h"
#include "aws/role_settings.h"
#include "aws/web_identity.h"

namespace atb::aws {
namespace {

using core::ErrorKind;
using core::Result;
using Provider = std::unique_ptr<CredentialProvider>;  // null: not here, try the next

Provider renewed(CredentialSource source) {
  return std::make_unique<RenewedCredentials>(std::move(source));
}

Provider fixed(std::optional<Credentials> credentials) {
  if (!credentials) return nullptr;
  return std::make_unique<FixedCredentials>(std::move(*credentials));
}

/// Walks the settings; every step says "not here" by null.
class Chain {
 public:
  explicit Chain(const ChainOptions& options) : options_{options} {}

  Result<Provider> resolve() {
    const bool named = !options_.profile_flag.empty();
    if (!named) {
      ATB_ASSIGN(auto keys, environment_keys());
      if (keys) return keys;
    }
    const auto profile = profile_name(options_.profile_flag, options_.environment);
    if (profile != "default" && !options_.files.contains(profile)) return unknown(profile);
    ATB_ASSIGN(auto role, role_of(profile));
    if (role) return role;
    ATB_ASSIGN(auto keys, keys_of(profile, !named));
    if (keys) return keys;
    ATB_ASSIGN(auto container, from_container());
    if (container) return container;
    const auto nothing_set = none_found(options_.profile_flag, profile, options_.files).value();
    ATB_ASSIGN(auto instance, from_instance(nothing_set.message));
    if (instance) return instance;
    return tl::unexpected{nothing_set};
  }

 private:
  Result<Provider> environment_keys() {
    ATB_ASSIGN(auto found, environment_credentials(options_.environment));
    return fixed(std::move(found));
  }

  /// The role that a profile says to assume.
  Result<Provider> role_of(const std::string& profile) {
    ATB_ASSIGN(auto role, profile_role(options_.files, profile));
    if (!role) return nullptr;
    visited_.push_back(profile);
    ATB_ASSIGN(auto signer, role->source_profile.empty()
                                ? from_named_source(role->credential_source, profile)
                                : from_source_profile(role->source_profile, profile));
    auto origin = fmt::format("{} of profile {}", role->role.role_arn, profile);
    return renewed(assumed_role(options_.assume_role, std::move(role->role), std::move(signer),
                                std::move(origin)));
  }

  Result<Provider> from_source_profile(const std::string& source, const std::string& profile) {
    if (!options_.files.contains(source))
      return core::fail(ErrorKind::settings, "aws.profile_unknown",
                        fmt::format("profile {} has the source_profile {}, which does not exist",
                                    profile, source),
                        "List the profiles with: aws configure list-profiles");
    // A profile may be its own source when it holds keys; they come before its role then.
    const bool holds_keys = options_.files.setting(source, "aws_access_key_id") ||
                            options_.files.setting(source, "aws_secret_access_key");
    const bool seen = std::find(visited_.begin(), visited_.end(), source) != visited_.end();
    if (seen && !(holds_keys && source == profile)) return cycle(source);
    if (!holds_keys) {
      ATB_ASSIGN(auto role, role_of(source));
      if (role) return role;
    }
    ATB_ASSIGN(auto keys, keys_of(source, false));
    if (keys) return keys;
    return core::fail(
        ErrorKind::settings, "aws.credentials_incomplete",
        fmt::format("profile {}, the source_profile of {}, holds no credentials", source, profile),
        fmt::format("Add them: aws configure --profile {}", source));
  }

  Result<Provider> from_named_source(const std::string& source, const std::string& profile) {
    const auto where = fmt::format("profile {}", profile);
    ATB_ASSIGN(auto found, source == "Environment"    ? environment_keys()
                           : source == "EcsContainer" ? from_container()
                                                      : from_instance(where));
    if (found) return found;
    return core::fail(
        ErrorKind::settings, "aws.credentials_incomplete",
        fmt::format("profile {} takes its key from {}, where there is none", profile, source),
        "Set the variables of that source, or another credential_source.");
  }

  /// What a profile gives besides a role, in order; the first that is set counts.
  Result<Provider> keys_of(const std::string& profile, bool use_environment) {
    ATB_ASSIGN(auto identity,
               web_identity_role(options_.files, profile, options_.environment, use_environment));
    if (identity)
      return renewed(web_identity(options_.assume_role_with_web_identity, std::move(*identity)));
    for (const auto* const key : {"sso_session", "sso_start_url", "sso_account_id"})
      if (options_.files.setting(profile, key)) return unsupported(profile, key);
    ATB_ASSIGN(auto shared, shared_file_credentials(options_.files, profile));
    if (shared) return fixed(std::move(shared));
    if (options_.files.setting(profile, "login_session"))
      return unsupported(profile, "login_session");
    if (const auto command = options_.files.setting(profile, "credential_process")) {
      ATB_ASSIGN(auto source,
                 credential_process(*command, fmt::format("credential_process of {}", profile)));
      return renewed(std::move(source));
    }
    ATB_ASSIGN(auto config, config_file_credentials(options_.files, profile));
    return fixed(std::move(config));
  }

  Result<Provider> from_container() {
    ATB_ASSIGN(auto source, container_credentials(options_.environment, options_.metadata_transport,
                                                  options_.surroundings));
    if (!source) return nullptr;
    return renewed(std::move(*source));
  }

  /// @param context  for an error: why it is asked
  Result<Provider> from_instance(std::string context) {
    ATB_ASSIGN(const auto endpoint, metadata_endpoint(options_.environment));
    if (!endpoint) return nullptr;
    auto metadata = std::make_shared<InstanceMetadata>(options_.metadata_transport, *endpoint,
                                                       options_.surroundings.random);
    return renewed(
        [metadata, context = std::move(context)](core::Timestamp now) -> Result<Credentials> {
          auto found = metadata->credentials(now);
          if (!found) return core::add_context(std::move(found).error(), context);
          return found;
        });
  }

  tl::unexpected<core::Error> unknown(std::string_view profile) {
    return core::fail(
        ErrorKind::settings, "aws.profile_unknown",
        fmt::format("there is no AWS profile {} in {}", profile, places(options_.files)),
        "List the profiles with: aws configure list-profiles");
  }

  tl::unexpected<core::Error> cycle(const std::string& source) {
    return core::fail(ErrorKind::settings, "aws.profile_cycle",
                      fmt::format("the source_profile settings go in a circle: {} -> {}",
                                  fmt::join(visited_, " -> "), source),
                      "Let the last one hold keys, or take its key from elsewhere.");
  }

  static tl::unexpected<core::Error> unsupported(std::string_view profile, std::string_view key) {
    return core::fail(
        ErrorKind::settings, "aws.credentials_unsupported",
        fmt::format("profile {} takes its credentials from {}, which is not read here", profile,
                    key),
        export_advice(profile));
  }

  const ChainOptions& options_;
  std::vector<std::string> visited_;
};

}  // namespace

Result<std::unique_ptr<CredentialProvider>> make_credential_provider(const ChainOptions& options) {
  return Chain{options}.resolve();
}

}  // namespace atb::aws
