#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/time.h"
#include "net/http.h"

namespace atb::aws::test {

/// The instance metadata service of version 2 in memory: a GET without the token in force is
/// answered 401, as AWS does; the members change how it behaves.
class FakeMetadata final : public net::HttpTransport {
 public:
  struct Asked {
    std::string method;
    std::string path;
    std::string token;
    core::Duration time_allowed;
  };

  core::Result<net::HttpResponse> send(const net::HttpRequest& request) override;
  /// The token that was handed out is no longer taken.
  void forget_token() { ++tokens_given_; }
  [[nodiscard]] int count(std::string_view method) const;
  /// True when any GET came without a token: version 1.
  [[nodiscard]] bool saw_version_1() const;

  std::optional<std::string> failure_code;  ///< every request ends in this failure of the transport
  std::string base = "http://169.254.169.254";
  int token_status = 200;
  int token_seconds = 21'600;
  int roles_status = 200;
  std::string roles = "reader\n";
  int key_status = 200;
  std::string key =
      R"({"Code":"Success","AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"s3cret","Token":"tok",)"
      R"("Expiration":"2025-01-02T09:04:05Z"})";
  std::string region = "eu-central-1";
  std::vector<Asked> asked;

 private:
  [[nodiscard]] net::HttpResponse get(std::string_view path) const;
  [[nodiscard]] std::string token() const;
  int tokens_given_ = 0;
};

}  // namespace atb::aws::test
