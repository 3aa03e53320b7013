#include "aws/endpoint.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "net/headers.h"
#include "net/url.h"

namespace atb::aws {
namespace {

struct Partition {
  std::string_view name;
  std::string_view region_start;
  std::string_view suffix;
  std::string_view dual_stack_suffix;
  std::string_view iam_host;
  std::string_view iam_fips_host;
  std::string_view global_region;
};

constexpr Partition kPartitions[] = {
    {"aws-cn", "cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn",
     "iam.cn-north-1.amazonaws.com.cn", "iam.cn-north-1.amazonaws.com.cn", "cn-north-1"},
    {"aws-us-gov", "us-gov-", "amazonaws.com", "api.aws", "iam.us-gov.amazonaws.com",
     "iam.us-gov.amazonaws.com", "us-gov-west-1"},
    {"aws", "", "amazonaws.com", "api.aws", "iam.amazonaws.com", "iam-fips.amazonaws.com",
     "us-east-1"},
};

const Partition& partition_with(std::string_view region) {
  return *std::find_if(std::begin(kPartitions), std::end(kPartitions), [&](const auto& partition) {
    return region.starts_with(partition.region_start);
  });
}

core::Result<std::string> checked(std::string_view text, std::string_view origin) {
  const auto url = net::parse_safe_url(text);
  if (!url) return core::add_context(url.error(), origin);
  if (url->path != "/" || !url->query.empty())
    return core::fail(core::ErrorKind::usage, "aws.endpoint_with_path",
                      fmt::format("{}: an endpoint has no path", origin),
                      "Write only scheme, host and port: http://127.0.0.1:4566");
  return fmt::format("{}://{}", url->scheme, url->authority());
}

bool is_on(std::optional<std::string_view> value) {
  return value && net::lower_case(*value) == "true";
}

/// A switch of the environment, else of the profile.
bool is_on(const EndpointSettings& settings, std::string_view variable, std::string_view key) {
  const auto value = settings.environment(variable);
  return is_on(value ? value : settings.files.setting(settings.profile, key));
}

/// A setting and the name under which a person finds it.
struct Written {
  std::string_view value;
  std::string origin;
};

std::optional<Written> configured(const Service& service, const EndpointSettings& settings) {
  const auto own_variable = fmt::format("AWS_ENDPOINT_URL_{}", service.variable_suffix);
  for (const auto& variable : {own_variable, std::string{"AWS_ENDPOINT_URL"}})
    if (const auto value = settings.environment(variable)) return Written{*value, variable};
  const auto& [flag, environment, files, profile] = settings;
  if (const auto value =
          files.service_setting(profile, net::lower_case(service.variable_suffix), "endpoint_url"))
    return Written{*value, fmt::format("endpoint_url of {} in the services section of profile {}",
                                       service.title, profile)};
  if (const auto value = files.setting(profile, "endpoint_url"))
    return Written{*value, fmt::format("endpoint_url of profile {}", profile)};
  return std::nullopt;
}

std::string own_host(const Service& service, std::string_view region, bool fips, bool dual_stack) {
  const auto& partition = partition_with(region);
  if (service.is_global) return std::string{fips ? partition.iam_fips_host : partition.iam_host};
  // In GovCloud the plain hosts of all services but Secrets Manager are the FIPS ones.
  const bool plain_is_fips = partition.name == "aws-us-gov" && !dual_stack &&
                             service.host_prefix != kSecretsManager.host_prefix;
  return fmt::format("{}{}.{}.{}", service.host_prefix, fips && !plain_is_fips ? "-fips" : "",
                     region, dual_stack ? partition.dual_stack_suffix : partition.suffix);
}

}  // namespace

std::string_view partition_of(std::string_view region) {
  return partition_with(region).name;
}

std::string signing_region(const Service& service, std::string_view region) {
  return std::string{service.is_global ? partition_with(region).global_region : region};
}

core::Result<std::string> resolve_endpoint(const Service& service, std::string_view region,
                                           const EndpointSettings& settings) {
  if (!settings.flag.empty()) return checked(settings.flag, "--endpoint-url");
  const bool ignored =
      is_on(settings, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls");
  if (!ignored)
    if (const auto found = configured(service, settings))
      return checked(found->value, found->origin);
  return fmt::format(
      "https://{}",
      own_host(service, region, is_on(settings, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
               is_on(settings, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")));
}

}  // namespace atb::aws
