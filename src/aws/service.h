#pragma once

#include <string_view>

namespace atb::aws {

/// How the operations of a service go over the wire; both are POST to "/".
enum class Protocol {
  json,   ///< JSON body, operation in X-Amz-Target
  query,  ///< form body with Action and Version, XML answer
};

/// What has to be known of a service to speak to it.
/// Source: the service models of botocore.
struct Service {
  std::string_view title;            ///< for people
  std::string_view host_prefix;      ///< "monitoring" in "monitoring.eu-central-1.amazonaws.com"
  std::string_view signing_name;     ///< in the scope of a signature
  std::string_view action_prefix;    ///< in policies: "cloudwatch" in "cloudwatch:PutMetricData"
  std::string_view variable_suffix;  ///< "STS" in AWS_ENDPOINT_URL_STS
  Protocol protocol;
  std::string_view version;        ///< of JSON: "1.1"; Query: of the API, "2010-05-08"
  std::string_view target_prefix;  ///< JSON only: "secretsmanager" in "secretsmanager.ListSecrets"
  bool is_global = false;          ///< one host and signing region for a whole partition
};

inline constexpr Service kSecretsManager{.title = "Secrets Manager",
                                         .host_prefix = "secretsmanager",
                                         .signing_name = "secretsmanager",
                                         .action_prefix = "secretsmanager",
                                         .variable_suffix = "SECRETS_MANAGER",
                                         .protocol = Protocol::json,
                                         .version = "1.1",
                                         .target_prefix = "secretsmanager"};
inline constexpr Service kSts{.title = "STS",
                              .host_prefix = "sts",
                              .signing_name = "sts",
                              .action_prefix = "sts",
                              .variable_suffix = "STS",
                              .protocol = Protocol::query,
                              .version = "2011-06-15",
                              .target_prefix = ""};
inline constexpr Service kIam{.title = "IAM",
                              .host_prefix = "iam",
                              .signing_name = "iam",
                              .action_prefix = "iam",
                              .variable_suffix = "IAM",
                              .protocol = Protocol::query,
                              .version = "2010-05-08",
                              .target_prefix = "",
                              .is_global = true};
inline constexpr Service kCloudWatch{.title = "CloudWatch",
                                     .host_prefix = "monitoring",
                                     .signing_name = "monitoring",
                                     .action_prefix = "cloudwatch",
                                     .variable_suffix = "CLOUDWATCH",
                                     .protocol = Protocol::query,
                                     .version = "2010-08-01",
                                     .target_prefix = ""};
inline constexpr Service kCloudWatchLogs{.title = "CloudWatch Logs",
                                         .host_prefix = "logs",
                                         .signing_name = "logs",
                                         .action_prefix = "logs",
                                         .variable_suffix = "CLOUDWATCH_LOGS",
                                         .protocol = Protocol::json,
                                         .version = "1.1",
                                         .target_prefix = "Logs_20140328"};
inline constexpr Service kCloudTrail{
    .title = "CloudTrail",
    .host_prefix = "cloudtrail",
    .signing_name = "cloudtrail",
    .action_prefix = "cloudtrail",
    .variable_suffix = "CLOUDTRAIL",
    .protocol = Protocol::json,
    .version = "1.1",
    .target_prefix = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"};

}  // namespace atb::aws
