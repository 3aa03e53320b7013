#include "aws/renewed_credentials.h"

#include <fmt/format.h>

namespace atb::aws {
namespace {

using core::Duration;

constexpr Duration kAdvisory = Duration::minutes(15);
constexpr Duration kMandatory = Duration::minutes(10);
constexpr Duration kAdvisoryGap = Duration::minutes(1);
constexpr Duration kMandatoryGap = Duration::seconds(5);

bool has_ended(const Credentials& credentials, core::Timestamp now) {
  return credentials.expires && *credentials.expires <= now;
}

core::Result<Credentials> still_good(core::Result<Credentials> fresh, core::Timestamp now) {
  if (!fresh || !has_ended(*fresh, now)) return fresh;
  return core::fail(core::ErrorKind::not_authorised, "aws.credentials_expired",
                    fmt::format("the key from {} ended at {}, and the source has no newer one",
                                fresh->source, to_text(*fresh->expires)),
                    "Renew it at its source, and check the clock of this machine.");
}

}  // namespace

bool RenewedCredentials::is_due(core::Timestamp now) const {
  if (!current_ || has_ended(*current_, now)) return true;
  if (!current_->expires) return false;
  const auto left = *current_->expires - now;
  if (left > kAdvisory) return false;
  const auto since = now - last_try_;
  // A negative span: the clock was put back, and says nothing about the last try.
  return since < Duration{} || since >= (left > kMandatory ? kAdvisoryGap : kMandatoryGap);
}

core::Result<const Credentials*> RenewedCredentials::get(core::Timestamp now) {
  if (!is_due(now)) return &*current_;
  last_try_ = now;
  auto fresh = still_good(source_(now), now);
  if (fresh) {
    current_ = std::move(*fresh);
  } else if (!current_ || has_ended(*current_, now)) {
    return tl::unexpected<core::Error>(std::move(fresh).error());
  }
  return &*current_;
}

bool RenewedCredentials::discard() {
  current_.reset();
  return true;
}

}  // namespace atb::aws
