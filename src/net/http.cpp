#include "net/http.h"

#include <algorithm>
#include <array>

namespace atb::net {
namespace {

bool is_one_line(const Header& header) {
  constexpr std::string_view kBreaks{"\r\n\0", 3};
  return header.name().find_first_of(kBreaks) == std::string::npos &&
         header.value().find_first_of(kBreaks) == std::string_view::npos;
}

}  // namespace

core::Result<void> check_lines(const Headers& headers) {
  for (const auto& header : headers)
    if (!is_one_line(header))
      return core::fail(
          core::ErrorKind::usage, codes::kHeaderMalformed,
          "the header " + lower_case(header.name().substr(0, 40)) + " holds a line break",
          "Check the credentials or option that it comes from.");
  return {};
}

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
