#pragma once

#include <map>
#include <string>

#include "aws/secrets_manager.h"
#include "net/http.h"

namespace atb::secrets::test {

/// Secrets Manager in memory: GetSecretValue, CreateSecret, DescribeSecret.
class FakeAws final : public net::HttpTransport {
 public:
  struct Stored {
    std::string text;
    std::string version_id;
    std::string description;
    bool deleted = false;
  };

  [[nodiscard]] core::Result<net::HttpResponse> send(const net::HttpRequest& request) override;
  [[nodiscard]] aws::SecretsManager manager();

  std::map<std::string, Stored> secrets;
  std::string denied_operation;  ///< answered with AccessDeniedException
  int calls = 0;

 private:
  aws::FixedCredentials credentials_{
      {.key = {"AKIDEXAMPLE", core::SecretString{"example"}, {}}, .source = "test"}};
};

}  // namespace atb::secrets::test
