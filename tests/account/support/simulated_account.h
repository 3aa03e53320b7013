#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "aws/credentials/credential_provider.h"
#include "aws/services/cloudtrail.h"
#include "aws/services/cloudwatch.h"
#include "aws/services/cloudwatch_logs.h"
#include "aws/services/iam.h"
#include "aws/services/secrets_manager.h"
#include "aws/services/sts.h"
#include "aws_simulator/secrets/kms_keys.h"
#include "aws_simulator/simulator.h"
#include "net/http.h"

namespace atb::account::test {

/// An account of aws-simulator in this process, with a clock that moves only when somebody sleeps.
class SimulatedAccount final : public net::HttpTransport {
 public:
  SimulatedAccount();

  [[nodiscard]] core::Result<net::HttpResponse> send(const net::HttpRequest& request) override;

  [[nodiscard]] aws::SecretsManager secrets();
  [[nodiscard]] aws::Sts sts();
  [[nodiscard]] aws::Iam iam();
  [[nodiscard]] aws::CloudTrail cloudtrail();
  [[nodiscard]] aws::CloudWatchLogs logs();
  [[nodiscard]] aws::CloudWatch cloudwatch();
  /// The simulated clock; sleeping moves it.
  [[nodiscard]] aws::Surroundings surroundings();

  /// Makes a secret with this name. @return  its ARN
  std::string make_secret(const std::string& name, const std::string& kms_key_id = {});
  /// Makes a trail "management" that writes all management events into the log group "trail".
  void make_trail();
  /// A call with any body, for what the clients of this project do not do.
  void call_json(const aws::Service& service, const std::string& operation,
                 const std::string& body);
  /// From now on calls are signed by a new user with that policy, instead of by root.
  void act_as_user_with(const std::string& policy);
  /// And by root again.
  void act_as_root();
  [[nodiscard]] aws_simulator::KmsKeys& kms() noexcept { return kms_; }

  int calls = 0;

 private:
  void add(std::unique_ptr<aws_simulator::Service> service);
  [[nodiscard]] aws::Client client_of(const aws::Service& service);
  [[nodiscard]] std::string random_text(std::size_t length);

  core::Timestamp now_ = core::Timestamp::from_ms(1'767'323'045'000);
  unsigned random_ = 0;
  aws_simulator::KmsKeys kms_{std::string{aws_simulator::kDefaultAccount}};
  std::unique_ptr<aws_simulator::Simulator> simulator_;
  aws::FixedCredentials credentials_{{}};  ///< clients made before see a change too
};

}  // namespace atb::account::test
