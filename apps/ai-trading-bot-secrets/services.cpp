#include "ai-trading-bot-secrets/services.h"

#include "aws/endpoint.h"

namespace atb::app {
namespace {

core::Result<aws::Client> client_of(const aws::Service& service, const SecretFlags& flags,
                                    aws::Session& session) {
  ATB_ASSIGN(auto endpoint, aws::resolve_endpoint(service, flags.session.endpoint_url,
                                                  session.region, aws::process_environment()));
  return aws::Client{
      *session.transport,
      {.endpoint = std::move(endpoint), .region = session.region, .service = service},
      *session.credentials,
      aws::machine_surroundings()};
}

template <class Opened>
core::Result<Opened> open(const aws::Service& service, const SecretFlags& flags,
                          aws::Session& session) {
  ATB_ASSIGN(auto client, client_of(service, flags, session));
  return Opened{std::move(client)};
}

}  // namespace

core::Result<aws::Sts> open_sts(const SecretFlags& flags, aws::Session& session) {
  return open<aws::Sts>(aws::kSts, flags, session);
}

core::Result<aws::Iam> open_iam(const SecretFlags& flags, aws::Session& session) {
  return open<aws::Iam>(aws::kIam, flags, session);
}

core::Result<aws::CloudWatch> open_cloudwatch(const SecretFlags& flags, aws::Session& session) {
  return open<aws::CloudWatch>(aws::kCloudWatch, flags, session);
}

core::Result<aws::CloudWatchLogs> open_logs(const SecretFlags& flags, aws::Session& session) {
  return open<aws::CloudWatchLogs>(aws::kCloudWatchLogs, flags, session);
}

core::Result<aws::CloudTrail> open_cloudtrail(const SecretFlags& flags, aws::Session& session) {
  return open<aws::CloudTrail>(aws::kCloudTrail, flags, session);
}

}  // namespace atb::app
