#include "account/support/simulated_account.h"

#include <stdexcept>

#include <fmt/format.h>

#include "aws/protocol/secret_json.h"
#include "aws_simulator/account_services.h"
#include "aws_simulator/secrets/secrets_service.h"

namespace atb::account::test {
namespace {

constexpr std::string_view kEndpoint = "http://127.0.0.1:4566";
constexpr std::string_view kRegion = "us-east-1";

aws::Credentials root_key() {
  return {{std::string{aws_simulator::kDefaultAccessKeyId},
           core::SecretString{aws_simulator::kDefaultSecretAccessKey},
           {}},
          "test",
          {}};
}

}  // namespace

SimulatedAccount::SimulatedAccount() {
  aws_simulator::Simulator::Options options;
  options.now = [this] { return now_; };
  options.random_text = [this](std::size_t length) { return random_text(length); };
  options.request_id = [] { return std::string{"request"}; };
  simulator_ = aws_simulator::Simulator::create(std::move(options)).value();
  const auto random = [this](std::size_t length) { return random_text(length); };
  const auto new_id = [this] { return fmt::format("00000000-0000-4000-8000-{:012}", ++random_); };
  if (!aws_simulator::add_account_services(*simulator_, random, new_id))
    throw std::logic_error{"no services"};
  add(std::make_unique<aws_simulator::SecretsService>(
      std::string{aws_simulator::kDefaultAccount}, kms_,
      [](std::size_t below) { return below / 2; }, random));
  act_as_root();
}

void SimulatedAccount::add(std::unique_ptr<aws_simulator::Service> service) {
  if (!simulator_->add_service(std::move(service))) throw std::logic_error{"service not added"};
}

core::Result<net::HttpResponse> SimulatedAccount::send(const net::HttpRequest& request) {
  ++calls;
  const net::ServerRequest received{request.method, "/", request.headers, request.body};
  return simulator_->handle(received).response;
}

aws::Surroundings SimulatedAccount::surroundings() {
  return {[this] { return now_; }, [this](core::Duration span) { now_ = now_ + span; },
          [] { return 0.5; }};
}

aws::Client SimulatedAccount::client_of(const aws::Service& service) {
  return {
      *this, {std::string{kEndpoint}, std::string{kRegion}, service}, credentials_, surroundings()};
}

aws::SecretsManager SimulatedAccount::secrets() {
  return aws::SecretsManager{client_of(aws::kSecretsManager)};
}

aws::Sts SimulatedAccount::sts() {
  return aws::Sts{client_of(aws::kSts)};
}

aws::Iam SimulatedAccount::iam() {
  return aws::Iam{client_of(aws::kIam)};
}

aws::CloudTrail SimulatedAccount::cloudtrail() {
  return aws::CloudTrail{client_of(aws::kCloudTrail)};
}

aws::CloudWatchLogs SimulatedAccount::logs() {
  return aws::CloudWatchLogs{client_of(aws::kCloudWatchLogs)};
}

aws::CloudWatch SimulatedAccount::cloudwatch() {
  return aws::CloudWatch{client_of(aws::kCloudWatch)};
}

void SimulatedAccount::call_json(const aws::Service& service, const std::string& operation,
                                 const std::string& body) {
  auto client = client_of(service);
  (void)client.call(net::to_body(body), {.operation = operation}).value();
}

void SimulatedAccount::make_trail() {
  call_json(aws::kCloudWatchLogs, "CreateLogGroup", R"({"logGroupName":"trail"})");
  call_json(aws::kCloudTrail, "CreateTrail", R"({"Name":"management","S3BucketName":"bucket",
      "IsMultiRegionTrail":true,
      "CloudWatchLogsLogGroupArn":"arn:aws:logs:us-east-1:123456789012:log-group:trail:*",
      "CloudWatchLogsRoleArn":"arn:aws:iam::123456789012:role/trail"})");
  call_json(aws::kCloudTrail, "StartLogging", R"({"Name":"management"})");
}

std::string SimulatedAccount::make_secret(const std::string& name, const std::string& kms_key_id) {
  aws::JsonWriter body;
  body.add("Name", name);
  body.add("SecretString", "{}");
  body.add("ClientRequestToken", "00000000-0000-4000-8000-000000000000");
  if (!kms_key_id.empty()) body.add("KmsKeyId", kms_key_id);
  auto client = client_of(aws::kSecretsManager);
  (void)client.call(body.finish(), {.operation = "CreateSecret"}).value();
  return secrets().describe_secret(name).value().arn;
}

void SimulatedAccount::act_as_user_with(const std::string& policy) {
  auto client = client_of(aws::kIam);
  const auto call = [&](std::string_view action, std::string_view name, std::string_view value) {
    aws::QueryForm form{aws::kIam, action};
    form.add("UserName", "somebody");
    if (!name.empty()) form.add("PolicyName", "inline");
    if (!name.empty()) form.add(name, value);
    return aws::call_query(client, form, "").value();
  };
  (void)call("CreateUser", "", "");
  (void)call("PutUserPolicy", "PolicyDocument", policy);
  const auto made = call("CreateAccessKey", "", "");
  const auto key = made.result.child("AccessKey");
  credentials_ = aws::FixedCredentials(aws::Credentials{
      {std::string{key.text("AccessKeyId")}, core::SecretString{key.text("SecretAccessKey")}, {}},
      "test",
      {}});
}

void SimulatedAccount::act_as_root() {
  credentials_ = aws::FixedCredentials(root_key());
}

std::string SimulatedAccount::random_text(std::size_t length) {
  ++random_;
  auto text = fmt::format("{:0>{}}", random_, length);
  text.front() = 'R';
  return text;
}

}  // namespace atb::account::test
