#include "aws/session.h"

#include <charconv>
#include <chrono>
#include <random>
#include <thread>

#include "aws/credentials.h"
#include "aws/endpoint.h"
#include "aws/profile_file.h"
#include "aws/region.h"
#include "net/curl_transport.h"

namespace atb::aws {
namespace {

std::string either(const Environment& environment, std::string_view upper, std::string_view lower) {
  return std::string{environment(upper).value_or(environment(lower).value_or(""))};
}

net::CurlTransport::Options transport_options(const Environment& environment,
                                              std::string_view endpoint) {
  net::CurlTransport::Options options;
  options.ca_bundle = environment("AWS_CA_BUNDLE").value_or("");
  if (endpoint.starts_with("https://")) {  // TLS goes through a proxy from end to end
    options.proxy = either(environment, "HTTPS_PROXY", "https_proxy");
    options.no_proxy = either(environment, "NO_PROXY", "no_proxy");
  }
  return options;
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
  const bool keys_given = options.profile.empty() && (environment("AWS_ACCESS_KEY_ID") ||
                                                      environment("AWS_SECRET_ACCESS_KEY"));
  if (!keys_given) return load_profiles(environment);
  const bool region_given =
      !options.region.empty() || environment("AWS_REGION") || environment("AWS_DEFAULT_REGION");
  return region_given ? ProfileFiles{} : load_config_profiles(environment);
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

core::Result<Session> open_session(const SessionOptions& options, const Environment& environment) {
  const auto profile = profile_name(options.profile, environment);
  ATB_ASSIGN(const auto files, load_needed_profiles(options, environment));
  ATB_ASSIGN(auto region, resolve_region(options.region, profile, environment, files));
  ATB_ASSIGN(auto endpoint,
             resolve_endpoint(kSecretsManager, options.endpoint_url, region.name, environment));
  ATB_ASSIGN(auto credentials, resolve_credentials(options.profile, environment, files));
  ATB_ASSIGN(const auto limits, retry_limits(environment));

  auto transport = std::make_unique<net::CurlTransport>(transport_options(environment, endpoint));
  auto source = credentials.source;
  auto provider = std::make_unique<FixedCredentials>(std::move(credentials));
  Client client{*transport,
                {.endpoint = endpoint, .region = region.name, .service = kSecretsManager},
                *provider,
                machine_surroundings(),
                limits};
  Session session{.transport = std::move(transport),
                  .credentials = std::move(provider),
                  .secrets = SecretsManager{std::move(client)},
                  .region = std::move(region.name),
                  .endpoint = std::move(endpoint),
                  .credential_source = std::move(source),
                  .warnings = {}};
  if (!region.warning.empty()) session.warnings.push_back(std::move(region.warning));
  return session;
}

}  // namespace atb::aws
