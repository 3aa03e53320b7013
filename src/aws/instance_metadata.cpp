#include "aws/instance_metadata.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "aws/credential_json.h"
#include "aws/metadata_hosts.h"
#include "net/url.h"

namespace atb::aws {
namespace {

using core::Duration;
using core::ErrorKind;
using core::Result;
using core::Timestamp;

constexpr int kOk = 200;
constexpr int kUnauthorised = 401;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;
constexpr int kMethodNotAllowed = 405;

constexpr int kTokenSeconds = 21'600;
constexpr Duration kTokenMargin = Duration::minutes(5);
/// botocore waits one second; whoever is not on EC2 shall know within one.
constexpr Duration kTimeout = Duration::milliseconds(900);
constexpr std::size_t kAnswerBytesMax = 64 * 1024;
constexpr std::string_view kRoles = "/latest/meta-data/iam/security-credentials/";
constexpr std::string_view kRegion = "/latest/meta-data/placement/region";

net::HttpRequest request_for(std::string_view method, const std::string& endpoint,
                             std::string_view path) {
  net::HttpRequest request;
  request.method = method;
  request.url = fmt::format("{}{}", endpoint, path);
  request.connect_timeout = kTimeout;
  request.total_timeout = kTimeout;
  request.response_bytes_max = kAnswerBytesMax;
  return request;
}

/// The transport's failures in the words of somebody who wants to know why there is no key.
core::Error explained(core::Error error) {
  if (error.code == net::codes::kAnswerTimeout)
    return {ErrorKind::temporary, "aws.metadata_no_answer",
            "the instance metadata service took the request but did not answer within 0.9 s",
            "In a container on EC2 the hop limit of 1 drops the answer; raise it:\n"
            "aws ec2 modify-instance-metadata-options --instance-id ID "
            "--http-put-response-hop-limit 2"};
  if (error.kind == ErrorKind::temporary)
    return {ErrorKind::temporary, "aws.metadata_unreachable",
            "the instance metadata service cannot be reached (" + error.message + ")",
            "On EC2: check that it is enabled and that neither a firewall nor IPAddressDeny= of\n"
            "the unit blocks 169.254.169.254; in a container see the hop limit.\n"
            "Elsewhere: run aws configure, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."};
  return error;
}

tl::unexpected<core::Error> blocked() {
  return core::fail(ErrorKind::not_authorised, "aws.metadata_blocked",
                    "the instance metadata service is off or blocked (403)",
                    "Switch it on, or give the key another way:\n"
                    "aws ec2 modify-instance-metadata-options --instance-id ID "
                    "--http-endpoint enabled --http-tokens required");
}

tl::unexpected<core::Error> no_profile() {
  return core::fail(ErrorKind::not_authorised, "aws.no_instance_profile",
                    "no instance profile is attached to this EC2 instance",
                    "Attach one that holds the role:\n"
                    "aws ec2 associate-iam-instance-profile --instance-id ID "
                    "--iam-instance-profile Name=NAME");
}

tl::unexpected<core::Error> unusable(int status, std::string_view what) {
  return core::fail(ErrorKind::temporary, "aws.metadata_answer",
                    fmt::format("instance metadata: {} (status {})", what, status),
                    "Try again; if it stays so, look at this machine's metadata options.");
}

tl::unexpected<core::Error> token_refused(int status) {
  if (status == kForbidden) return blocked();
  if (status == kNotFound || status == kMethodNotAllowed)
    return core::fail(ErrorKind::not_authorised, "aws.metadata_absent",
                      fmt::format("what answers at the address of instance metadata gives no "
                                  "token (status {}): version 1, which is not used here, or "
                                  "another cloud",
                                  status),
                      "On EC2 require version 2: --http-tokens required. Elsewhere: aws configure");
  return unusable(status, "no session token");
}

/// Goes into a header field later: printable ASCII without blanks.
bool is_token(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// Becomes part of a path. Source: IAM's pattern for role names.
bool is_role_name(std::string_view name) {
  constexpr std::string_view kMarks = "_+=,.@-";
  constexpr std::size_t kLengthMax = 128;
  return !name.empty() && name.size() <= kLengthMax &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  kMarks.find(c) != std::string_view::npos;
         });
}

std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

Duration lifetime(const net::HttpResponse& response) {
  const auto text = response.headers.find("x-aws-ec2-metadata-token-ttl-seconds").value_or("");
  int seconds = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool said = error == std::errc{} && seconds > 0 && seconds <= kTokenSeconds;
  return Duration::seconds(said ? seconds : kTokenSeconds);
}

}  // namespace

Result<std::optional<std::string>> metadata_endpoint(const Environment& environment) {
  const auto disabled = environment("AWS_EC2_METADATA_DISABLED").value_or("");
  if (net::same_name(disabled, "true")) return std::nullopt;
  if (const auto named = environment("AWS_EC2_METADATA_SERVICE_ENDPOINT")) {
    auto url = net::parse_url(*named);
    if (!url) return core::add_context(std::move(url).error(), "AWS_EC2_METADATA_SERVICE_ENDPOINT");
    const bool local =
        url->is_loopback() || url->host == kInstanceHost || url->host == kInstanceHostV6;
    if (url->scheme == "http" && !local)
      return core::fail(ErrorKind::refused, net::codes::kHttpRefused,
                        fmt::format("AWS_EC2_METADATA_SERVICE_ENDPOINT: plain http to {} would "
                                    "carry the key unencrypted",
                                    url->host),
                        "Unset it: AWS's own address is used then.");
    return fmt::format("{}://{}", url->scheme, url->authority());
  }
  const auto mode = environment("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE").value_or("IPv4");
  if (net::same_name(mode, "ipv6")) return fmt::format("http://[{}]", kInstanceHostV6);
  if (net::same_name(mode, "ipv4")) return fmt::format("http://{}", kInstanceHost);
  return core::fail(ErrorKind::settings, "aws.metadata_malformed",
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE is neither IPv4 nor IPv6",
                    "Correct it or unset it.");
}

InstanceMetadata::InstanceMetadata(net::HttpTransport& transport, std::string endpoint,
                                   std::function<double()> random)
    : transport_{transport}, endpoint_{std::move(endpoint)}, random_{std::move(random)} {}

Result<Credentials> InstanceMetadata::credentials(Timestamp now) {
  ATB_ASSIGN(const auto role, role_name(now));
  ATB_ASSIGN(const auto response, get(fmt::format("{}{}", kRoles, role), now));
  if (response.status == kNotFound) return no_profile();
  if (response.status != kOk) return unusable(response.status, "no key for the role");
  ATB_ASSIGN(auto credentials, parse_credentials(response.body, CredentialFormat::metadata));
  credentials.source = fmt::format("role {} of this EC2 instance", role);
  constexpr auto kLateAfter = Duration::minutes(15);
  if (*credentials.expires - now < kLateAfter) {
    constexpr auto kSpread = Duration::minutes(8);
    const auto jitter = Duration::microseconds(
        static_cast<std::int64_t>(random_() * static_cast<double>(kSpread.us())));
    credentials.expires = now + kLateAfter + Duration::minutes(2) + jitter;
  }
  return credentials;
}

Result<std::string> InstanceMetadata::region(Timestamp now) {
  ATB_ASSIGN(const auto response, get(kRegion, now));
  if (response.status != kOk) return unusable(response.status, "no region");
  return std::string{first_line(net::as_text(response.body))};
}

Result<std::string> InstanceMetadata::role_name(Timestamp now) {
  ATB_ASSIGN(const auto response, get(kRoles, now));
  if (response.status == kNotFound) return no_profile();
  if (response.status != kOk) return unusable(response.status, "no list of roles");
  const auto name = first_line(net::as_text(response.body));
  if (name.empty()) return no_profile();
  if (!is_role_name(name)) return unusable(response.status, "the role's name is malformed");
  return std::string{name};
}

/// A token that is no longer taken is replaced once.
Result<net::HttpResponse> InstanceMetadata::get(std::string_view path, Timestamp now) {
  ATB_ASSIGN(auto response, get_once(path, now));
  if (response.status == kUnauthorised) {
    token_ = {};
    ATB_ASSIGN(response, get_once(path, now));
  }
  if (response.status == kForbidden) return blocked();
  return response;
}

Result<net::HttpResponse> InstanceMetadata::get_once(std::string_view path, Timestamp now) {
  if (token_.empty() || now + kTokenMargin >= token_ends_) ATB_TRY(renew_token(now));
  auto request = request_for("GET", endpoint_, path);
  request.headers.add("X-aws-ec2-metadata-token", token_.reveal());
  auto response = transport_.send(request);
  if (!response) return tl::unexpected<core::Error>(explained(std::move(response).error()));
  return response;
}

Result<void> InstanceMetadata::renew_token(Timestamp now) {
  token_ = {};
  auto request = request_for("PUT", endpoint_, "/latest/api/token");
  request.headers.add("X-aws-ec2-metadata-token-ttl-seconds", fmt::format("{}", kTokenSeconds));
  const auto response = transport_.send(request);
  if (!response) return tl::unexpected<core::Error>(explained(response.error()));
  if (response->status != kOk) return token_refused(response->status);
  if (!is_token(net::as_text(response->body)))
    return unusable(response->status, "the session token is malformed");
  token_ = core::SecretString{net::as_text(response->body)};
  token_ends_ = now + lifetime(*response);
  return {};
}

}  // namespace atb::aws
