#include "aws/session.h"

#include <charconv>
#include <chrono>
#include <random>
#include <thread>

#include <fmt/format.h>

#include "aws/credentials/credential_chain.h"
#include "aws/credentials/instance_metadata.h"
#include "aws/credentials/metadata_hosts.h"
#include "aws/endpoint.h"
#include "aws/profile_file.h"
#include "aws/region.h"
#include "net/curl_transport.h"

namespace atb::aws {
namespace {

std::string either(const Environment& environment, std::string_view upper, std::string_view lower) {
  return std::string{environment(upper).value_or(environment(lower).value_or(""))};
}

/// Only https to other machines goes through the proxy, by TLS from end to end.
net::CurlTransport::Options transport_options(const Environment& environment) {
  net::CurlTransport::Options options;
  options.ca_bundle = environment("AWS_CA_BUNDLE").value_or("");
  options.proxy = either(environment, "HTTPS_PROXY", "https_proxy");
  options.no_proxy = either(environment, "NO_PROXY", "no_proxy");
  return options;
}

net::CurlTransport::Options metadata_options() {
  net::CurlTransport::Options options;
  options.plain_http_hosts.assign(kMetadataHosts.begin(), kMetadataHosts.end());
  return options;
}

bool keys_in_environment(const SessionOptions& options, const Environment& environment) {
  return options.profile.empty() &&
         (environment("AWS_ACCESS_KEY_ID") || environment("AWS_SECRET_ACCESS_KEY"));
}

core::Result<core::RetryPolicy::Limits> retry_limits(const Environment& environment) {
  core::RetryPolicy::Limits limits;
  const auto text = environment("AWS_MAX_ATTEMPTS");
  if (!text) return limits;
  constexpr int kAttemptsMax = 10;
  const auto [stop, error] =
      std::from_chars(text->data(), text->data() + text->size(), limits.attempts_max);
  if (error != std::errc{} || stop != text->data() + text->size() || limits.attempts_max < 1 ||
      limits.attempts_max > kAttemptsMax)
    return core::fail(core::ErrorKind::settings, "aws.max_attempts_malformed",
                      "AWS_MAX_ATTEMPTS is not a number from 1 to 10", "Correct it or unset it.");
  return limits;
}

/// Only what is needed is read and judged: with keys in the environment the credentials file may be
/// as it likes (unless a profile is named), and with a region too the config file.
core::Result<ProfileFiles> load_needed_profiles(const SessionOptions& options,
                                                const Environment& environment) {
  if (!keys_in_environment(options, environment)) return load_profiles(environment);
  const bool profile_named = environment("AWS_PROFILE") || environment("AWS_DEFAULT_PROFILE");
  const bool region_given =
      !options.region.empty() || environment("AWS_REGION") || environment("AWS_DEFAULT_REGION");
  return region_given && !profile_named ? ProfileFiles{} : load_config_profiles(environment);
}

/// For a machine that runs in AWS; empty where its metadata service is switched off.
MachineRegion machine_region(const Environment& environment, const Surroundings& around) {
  if (const auto endpoint = metadata_endpoint(environment); endpoint && !*endpoint) return {};
  return [&]() -> core::Result<std::string> {
    ATB_ASSIGN(const auto endpoint, metadata_endpoint(environment));
    net::CurlTransport transport{metadata_options()};
    return InstanceMetadata{transport, endpoint.value_or(""), around.random}.region(around.now());
  };
}

Credentials copy_of(const Credentials& credentials) {
  return {.key = {credentials.key.access_key_id, credentials.key.secret_access_key.clone(),
                  credentials.key.session_token.clone()},
          .source = credentials.source,
          .expires = credentials.expires};
}

}  // namespace

Surroundings machine_surroundings() {
  Surroundings machine;
  machine.now = [] {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return core::Timestamp::from_us(
        std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count());
  };
  machine.sleep = [](core::Duration span) {
    std::this_thread::sleep_for(std::chrono::microseconds{span.us()});
  };
  machine.random = [engine = std::mt19937{std::random_device{}()}]() mutable {
    return std::uniform_real_distribution<double>{0.0, 1.0}(engine);
  };
  return machine;
}

/// Filled step by step; its address stays, as the clients and ports point into it.
struct Session::Shared {
  Shared(const SessionOptions& chosen, const Environment& given)
      : options{chosen}, environment{given}, profile{profile_name(chosen.profile, given)} {}

  [[nodiscard]] core::Result<Client> client(const Service& service, CredentialProvider& signer,
                                            const Surroundings& around) {
    ATB_ASSIGN(auto endpoint, resolve_endpoint(service, region,
                                               {.flag = options.endpoint_url,
                                                .environment = environment,
                                                .files = files,
                                                .profile = profile}));
    return Client{transport,
                  {.endpoint = std::move(endpoint),
                   .region = signing_region(service, region),
                   .service = service},
                  signer,
                  around,
                  limits};
  }
  [[nodiscard]] core::Result<Client> client(const Service& service) {
    return client(service, *credentials, surroundings);
  }

  /// STS in the time of whoever asks, signed by another key than the session's.
  [[nodiscard]] core::Result<Sts> sts_at(core::Timestamp now, CredentialProvider& signer) {
    const auto ahead = now - surroundings.now();
    auto around = surroundings;
    around.now = [clock = surroundings.now, ahead] { return clock() + ahead; };
    return client(kSts, signer, around).map([](Client made) { return Sts{std::move(made)}; });
  }

  [[nodiscard]] core::Result<std::unique_ptr<CredentialProvider>> provider();

  SessionOptions options;
  Environment environment;
  std::string profile;
  ProfileFiles files;
  std::string region;
  core::RetryPolicy::Limits limits;
  Surroundings surroundings = machine_surroundings();
  net::CurlTransport transport{transport_options(environment)};
  std::unique_ptr<net::CurlTransport> metadata_transport;
  std::unique_ptr<CredentialProvider> credentials;
};

core::Result<std::unique_ptr<CredentialProvider>> Session::Shared::provider() {
  if (keys_in_environment(options, environment)) {
    ATB_ASSIGN(auto found, environment_credentials(environment));
    return std::make_unique<FixedCredentials>(std::move(*found));
  }
  metadata_transport = std::make_unique<net::CurlTransport>(metadata_options());
  const AssumeRole assume = [this](const AssumeRoleRequest& request, const Credentials& signer,
                                   core::Timestamp now) -> core::Result<Credentials> {
    FixedCredentials key{copy_of(signer)};
    ATB_ASSIGN(auto service, sts_at(now, key));
    return service.assume_role(request);
  };
  const AssumeRoleWithWebIdentity assume_by_token =
      [this](const WebIdentityRequest& request, core::Timestamp now) -> core::Result<Credentials> {
    FixedCredentials none{Credentials{}};  // not asked: the call is not signed
    ATB_ASSIGN(auto service, sts_at(now, none));
    return service.assume_role_with_web_identity(request);
  };
  return make_credential_provider({.profile_flag = options.profile,
                                   .environment = environment,
                                   .files = files,
                                   .metadata_transport = *metadata_transport,
                                   .surroundings = surroundings,
                                   .assume_role = assume,
                                   .assume_role_with_web_identity = assume_by_token});
}

Session::Session(std::unique_ptr<Shared> shared, SecretsManager manager, std::string region_in_use,
                 std::string secrets_endpoint)
    : shared_{std::move(shared)},
      secrets{std::move(manager)},
      region{std::move(region_in_use)},
      endpoint{std::move(secrets_endpoint)} {}
Session::Session(Session&&) noexcept = default;
Session::~Session() = default;

core::Result<Sts> Session::sts() const {
  return shared_->client(kSts).map([](Client client) { return Sts{std::move(client)}; });
}

core::Result<Iam> Session::iam() const {
  return shared_->client(kIam).map([](Client client) { return Iam{std::move(client)}; });
}

core::Result<CloudWatch> Session::cloudwatch() const {
  return shared_->client(kCloudWatch).map([](Client client) {
    return CloudWatch{std::move(client)};
  });
}

core::Result<CloudWatchLogs> Session::cloudwatch_logs() const {
  return shared_->client(kCloudWatchLogs).map([](Client client) {
    return CloudWatchLogs{std::move(client)};
  });
}

core::Result<CloudTrail> Session::cloudtrail() const {
  return shared_->client(kCloudTrail).map([](Client client) {
    return CloudTrail{std::move(client)};
  });
}

core::Result<std::string> Session::credential_source() const {
  ATB_ASSIGN(const auto* const key, shared_->credentials->get(shared_->surroundings.now()));
  return key->source;
}

core::Result<Session> open_session(const SessionOptions& options, const Environment& environment) {
  auto shared = std::make_unique<Session::Shared>(options, environment);
  ATB_ASSIGN(shared->files, load_needed_profiles(options, environment));
  ATB_ASSIGN(auto region,
             resolve_region(options.region, shared->profile, environment, shared->files,
                            machine_region(environment, shared->surroundings)));
  shared->region = region.name;
  ATB_ASSIGN(shared->limits, retry_limits(environment));
  // The endpoint comes before the key: a key is never looked for in vain.
  ATB_ASSIGN(auto endpoint,
             resolve_endpoint(kSecretsManager, region.name,
                              {options.endpoint_url, environment, shared->files, shared->profile}));
  ATB_ASSIGN(shared->credentials, shared->provider());
  ATB_ASSIGN(auto client, shared->client(kSecretsManager));
  Session session{std::move(shared), SecretsManager{std::move(client)}, std::move(region.name),
                  std::move(endpoint)};
  if (!region.warning.empty()) session.warnings.push_back(std::move(region.warning));
  return session;
}

}  // namespace atb::aws
