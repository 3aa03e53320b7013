#include "aws/protocol/client.h"

#include <charconv>

#include <fmt/format.h>

#include "aws/signing/sigv4.h"
#include "net/http_date.h"

namespace atb::aws {
namespace {

using core::Duration;

constexpr Duration kSkewThatMatters = Duration::minutes(4);
constexpr Duration kRetryAfterMax = Duration::seconds(20);
constexpr int kStatusOk = 200;

Duration magnitude(Duration span) {
  return span < Duration{} ? Duration::microseconds(-span.us()) : span;
}

}  // namespace

/// What one try came to: an answer, or an error and whether another try may help.
struct Client::Attempt {
  core::Result<core::SecretBuffer> outcome;
  bool may_retry = false;
  bool was_clock = false;
  bool was_expired_key = false;
  core::RetryPolicy::Cause cause = core::RetryPolicy::Cause::failure;
  std::optional<Duration> wait = {};
};

Client::Client(net::HttpTransport& transport, ServiceAddress address,
               CredentialProvider& credentials, Surroundings surroundings,
               core::RetryPolicy::Limits limits)
    : transport_{transport},
      address_{std::move(address)},
      credentials_{credentials},
      surroundings_{std::move(surroundings)},
      retry_policy_{limits} {}

core::Result<core::SecretBuffer> Client::call(const core::SecretBuffer& body,
                                              const CallContext& context) {
  bool clock_corrected = false;
  bool key_renewed = false;
  may_have_had_effect_ = false;
  for (int attempts_made = 1;;) {
    auto tried = attempt(body, context);
    if (tried.outcome) {
      retry_policy_.on_success();
      return std::move(tried.outcome);
    }
    may_have_had_effect_ = may_have_had_effect_ || tried.may_retry;
    if (tried.was_clock && !clock_corrected) {
      clock_corrected = true;
      continue;
    }
    if (tried.was_expired_key && !key_renewed && credentials_.discard()) {
      key_renewed = true;
      continue;
    }
    if (!tried.may_retry) return std::move(tried.outcome);
    if (tried.wait && *tried.wait > kRetryAfterMax)
      return core::fail(core::ErrorKind::temporary, "aws.retry_after_too_long",
                        fmt::format("AWS asks to wait {} s before {} is tried again",
                                    tried.wait->us() / 1'000'000, context.operation),
                        "Try again after that time.");
    const auto delay =
        retry_policy_.next_delay(attempts_made, tried.cause, surroundings_.random(), tried.wait);
    if (!delay) return std::move(tried.outcome);
    surroundings_.sleep(*delay);
    ++attempts_made;
  }
}

core::Result<net::HttpRequest> Client::request_for(const core::SecretBuffer& body,
                                                   const CallContext& context) {
  const Service& service = address_.service;
  net::HttpRequest request;
  request.method = "POST";
  request.url = address_.endpoint + "/";
  if (service.protocol == Protocol::json) {
    request.headers.add("Content-Type", fmt::format("application/x-amz-json-{}", service.version));
    request.headers.add("X-Amz-Target",
                        fmt::format("{}.{}", service.target_prefix, context.operation));
  } else {
    request.headers.add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  }
  request.body = body;
  request.send_once = !context.repeatable;
  if (!context.is_signed) return request;
  const auto now = surroundings_.now() + clock_offset_;
  ATB_ASSIGN(const auto* const credentials, credentials_.get(now));
  ATB_TRY(sign(request, credentials->key, address_.region, service.signing_name, now));
  return request;
}

Client::Attempt Client::attempt(const core::SecretBuffer& body, const CallContext& context) {
  const auto request = request_for(body, context);
  if (!request) return {.outcome = tl::unexpected<core::Error>(request.error())};
  auto response = transport_.send(*request);
  if (!response) {
    const bool may_retry = response.error().kind == core::ErrorKind::temporary &&
                           (context.repeatable || net::certainly_not_sent(response.error()));
    const auto cause = net::is_time_out(response.error()) ? core::RetryPolicy::Cause::timeout
                                                          : core::RetryPolicy::Cause::failure;
    return {.outcome = tl::unexpected<core::Error>(std::move(response).error()),
            .may_retry = may_retry,
            .cause = cause};
  }
  if (response->status == kStatusOk) return {.outcome = std::move(response->body)};
  const Fault fault = decode_fault(*response);
  return {.outcome = tl::unexpected<core::Error>(to_error(fault, context, address_.service)),
          .may_retry = context.repeatable ? is_retryable(fault) : is_throttling(fault),
          .was_clock = context.is_signed && correct_clock(fault, *response),
          .was_expired_key = context.is_signed && is_expired_key(fault),
          .wait = retry_after(*response)};
}

/// True when the fault is explained by our clock and the next try will use the service's.
bool Client::correct_clock(const Fault& fault, const net::HttpResponse& response) {
  const auto suspicion = clock_suspicion(fault);
  if (suspicion == ClockSuspicion::none) return false;
  const auto date = net::parse_http_date(response.headers.find("date").value_or(""));
  if (!date) return false;
  const auto offset = *date - surroundings_.now();
  const auto change = Duration::microseconds(offset.us() - clock_offset_.us());
  if (suspicion == ClockSuspicion::perhaps && magnitude(change) <= kSkewThatMatters) return false;
  clock_offset_ = offset;
  return true;
}

std::optional<Duration> Client::retry_after(const net::HttpResponse& response) const {
  if (response.status != 429 && response.status != 503) return std::nullopt;
  const auto text = response.headers.find("retry-after");
  if (!text) return std::nullopt;
  if (const auto date = net::parse_http_date(*text)) {
    const auto span = *date - (surroundings_.now() + clock_offset_);
    return span > Duration{} ? std::optional{span} : std::nullopt;
  }
  constexpr int kSecondsMax = 1'000'000;
  int seconds = 0;
  const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
  if (error != std::errc{} || stop != text->data() + text->size() || seconds < 0 ||
      seconds > kSecondsMax)
    return std::nullopt;
  return Duration::seconds(seconds);
}

}  // namespace atb::aws
