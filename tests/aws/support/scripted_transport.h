#pragma once

#include <deque>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/time.h"
#include "net/http.h"

namespace atb::aws::test {

/// Answers in the order in which the test queued them and keeps what was asked.
class ScriptedTransport final : public net::HttpTransport {
 public:
  struct Asked {
    std::string method;
    std::string url;
    std::string authorization;
    core::Duration time_allowed;
  };

  core::Result<net::HttpResponse> send(const net::HttpRequest& request) override;
  void answer(int status, std::string_view body);
  void fail_with(std::string_view code, core::ErrorKind kind = core::ErrorKind::temporary);

  std::vector<Asked> asked;

 private:
  std::deque<core::Result<net::HttpResponse>> answers_;
};

}  // namespace atb::aws::test
