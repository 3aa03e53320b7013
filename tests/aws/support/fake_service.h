#pragma once

#include <deque>
#include <string>
#include <vector>

#include "aws/client.h"
#include "net/http.h"

namespace atb::aws::test {

/// A service in memory: answers as the test queued it, keeps what was sent, and a clock that only
/// moves when somebody sleeps.
class FakeService final : public net::HttpTransport {
 public:
  struct Sent {
    std::string target;
    std::string date;
    std::string authorization;
    std::string body;
    std::string content_type;
    std::string url;
  };

  FakeService();
  core::Result<net::HttpResponse> send(const net::HttpRequest& request) override;

  void answer(int status, std::string_view body, net::Headers headers = {});
  void fail_with(core::Error error);
  [[nodiscard]] Surroundings surroundings();
  [[nodiscard]] Client client(const Service& service = kSecretsManager);
  /// The same with another source of keys.
  [[nodiscard]] Client client(CredentialProvider& credentials,
                              const Service& service = kSecretsManager);

  core::Timestamp now = *core::parse_timestamp("2025-01-02T03:04:05Z");
  std::vector<Sent> sent;
  std::vector<core::Duration> slept;

 private:
  std::deque<core::Result<net::HttpResponse>> answers_;
  FixedCredentials credentials_;
};

/// The answer of a Query service: result and request id in their elements.
[[nodiscard]] std::string query_answer(std::string_view action, std::string_view result);
[[nodiscard]] std::string query_fault(std::string_view code, std::string_view message);

}  // namespace atb::aws::test
