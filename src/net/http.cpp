#include "net/http.h"

#include <algorithm>
#include <array>

namespace atb::net {

bool certainly_not_sent(const core::Error& error) noexcept {
  constexpr std::array kNotSent{codes::kUrlMalformed,   codes::kHeaderMalformed,
                                codes::kHttpRefused,    codes::kProxyMalformed,
                                codes::kResolveFailed,  codes::kConnectFailed,
                                codes::kConnectTimeout, codes::kTlsUntrusted,
                                codes::kTlsFailed,      codes::kCaBundle};
  return std::find(kNotSent.begin(), kNotSent.end(), error.code) != kNotSent.end();
}

bool is_time_out(const core::Error& error) noexcept {
  return error.code == codes::kConnectTimeout || error.code == codes::kAnswerTimeout;
}

}  // namespace atb::net
