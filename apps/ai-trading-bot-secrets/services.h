#pragma once

#include "ai-trading-bot-secrets/secret_flags.h"
#include "aws/cloudtrail.h"
#include "aws/cloudwatch.h"
#include "aws/cloudwatch_logs.h"
#include "aws/iam.h"
#include "aws/sts.h"

namespace atb::app {

/// Clients of the services beside Secrets Manager, as the session is: same credentials, region and
/// `--endpoint-url`. The session must outlive them.
/// @error aws::resolve_endpoint
[[nodiscard]] core::Result<aws::Sts> open_sts(const SecretFlags& flags, aws::Session& session);
[[nodiscard]] core::Result<aws::Iam> open_iam(const SecretFlags& flags, aws::Session& session);
[[nodiscard]] core::Result<aws::CloudWatch> open_cloudwatch(const SecretFlags& flags,
                                                            aws::Session& session);
[[nodiscard]] core::Result<aws::CloudWatchLogs> open_logs(const SecretFlags& flags,
                                                          aws::Session& session);
[[nodiscard]] core::Result<aws::CloudTrail> open_cloudtrail(const SecretFlags& flags,
                                                            aws::Session& session);

}  // namespace atb::app
