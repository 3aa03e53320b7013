#include "aws/container_credentials.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "aws/credential_json.h"
#include "aws/metadata_hosts.h"
#include "aws/secret_json.h"
#include "files/read.h"
#include "net/url.h"

namespace atb::aws {
namespace {

using core::Duration;
using core::ErrorKind;
using core::Result;

constexpr int kTriesMax = 3;
constexpr Duration kTimeout = Duration::seconds(2);
constexpr Duration kPause = Duration::seconds(1);
constexpr std::size_t kAnswerBytesMax = 64 * 1024;
constexpr std::size_t kTokenBytesMax = 64 * 1024;

constexpr std::string_view kRelative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
constexpr std::string_view kFull = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr std::string_view kToken = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
constexpr std::string_view kTokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

bool may_be_plain(const net::Url& url) {
  return url.is_loopback() || std::find(kContainerHosts.begin(), kContainerHosts.end(), url.host) !=
                                  kContainerHosts.end();
}

tl::unexpected<core::Error> malformed(std::string message) {
  return core::fail(ErrorKind::settings, "aws.container_malformed", std::move(message),
                    "ECS and EKS set this variable themselves: unset it outside of them.");
}

/// @return  the address; empty when no variable names one
Result<std::string> address(const Environment& environment) {
  if (const auto path = environment(kRelative)) {
    // Without the '/' the text would become part of the host name.
    if (!path->starts_with('/') ||
        !net::parse_url(fmt::format("http://{}{}", kContainerHost, *path)))
      return malformed(fmt::format("{} is not a path", kRelative));
    return fmt::format("http://{}{}", kContainerHost, *path);
  }
  const auto full = environment(kFull);
  if (!full) return std::string{};
  const auto url = net::parse_url(*full);
  if (!url) return malformed(fmt::format("{} is not an http or https address", kFull));
  if (url->scheme == "http" && !may_be_plain(*url))
    return core::fail(
        ErrorKind::refused, net::codes::kHttpRefused,
        fmt::format("{}: plain http to {} would carry the key unencrypted", kFull, url->host),
        fmt::format("Use https, a loopback address, or one of {}.",
                    fmt::join(kContainerHosts, ", ")));
  return std::string{*full};
}

/// The Authorization header; empty: none is wanted. A file is read anew: it is replaced in time.
Result<core::SecretString> authorization(const Environment& environment) {
  core::SecretString token;
  if (const auto path = environment(kTokenFile)) {
    auto content = files::read_secret_input(std::string{*path}, kTokenBytesMax);
    if (!content) return core::add_context(std::move(content).error(), kTokenFile);
    token = core::SecretString{std::move(content->bytes)};
  } else {
    token = core::SecretString{environment(kToken).value_or("")};
  }
  if (token.reveal().find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos)
    return malformed(
        fmt::format("{} holds a line break", environment(kTokenFile) ? kTokenFile : kToken));
  return token;
}

/// One answer, judged. The service explains itself by "code" and "message".
Result<Credentials> key_of(const net::HttpResponse& response) {
  constexpr int kOk = 200;
  if (response.status == kOk) {
    ATB_ASSIGN(auto credentials, parse_credentials(response.body, CredentialFormat::container));
    credentials.source = "container endpoint";
    return credentials;
  }
  const auto body = parse_secret_json(response.body);
  const auto message =
      fmt::format("the container's endpoint answered {} {} {}", response.status,
                  for_people(text_at(body, "code")), for_people(text_at(body, "message")));
  constexpr int kTooMany = 429;
  if (response.status >= 400 && response.status < 500 && response.status != kTooMany)
    return core::fail(ErrorKind::not_authorised, "aws.container_refused", message,
                      "Check the role of the task or pod, and that its token file is mounted.");
  return core::fail(ErrorKind::temporary, "aws.container_failed", message, "Try again.");
}

Result<Credentials> ask(const std::string& url, const Environment& environment,
                        net::HttpTransport& transport, const Surroundings& surroundings) {
  for (int tries = 1;; ++tries) {
    net::HttpRequest request;
    request.url = url;
    request.connect_timeout = kTimeout;
    request.total_timeout = kTimeout;
    request.response_bytes_max = kAnswerBytesMax;
    request.headers.add("Accept", "application/json");
    ATB_ASSIGN(const auto token, authorization(environment));
    if (!token.empty()) request.headers.add("Authorization", token.reveal());
    const auto response = transport.send(request);
    auto key = response ? key_of(*response)
                        : Result<Credentials>{tl::unexpected<core::Error>(response.error())};
    if (key || key.error().kind != ErrorKind::temporary || tries == kTriesMax) return key;
    surroundings.sleep(kPause);
  }
}

}  // namespace

Result<std::optional<CredentialSource>> container_credentials(const Environment& environment,
                                                              net::HttpTransport& transport,
                                                              const Surroundings& surroundings) {
  ATB_ASSIGN(auto url, address(environment));
  if (url.empty()) return std::nullopt;
  return CredentialSource{
      [url = std::move(url), environment, &transport, surroundings](core::Timestamp) {
        return ask(url, environment, transport, surroundings);
      }};
}

}  // namespace atb::aws
