#include "ai-trading-bot-secrets/secret_flags.h"

#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/nearest.h"

namespace atb::app {

namespace {

/// "prod" and the like are named, not guessed: what is meant is typed.
std::string environment_fault(const std::string& word) {
  if (word == "staging" || word == "production") return {};
  std::string small = word;
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::string meant = core::nearest(small, {"staging", "production"});
  if (small.starts_with("prod") || small.starts_with("prd") || small == "live")
    meant = "production";
  if (small.starts_with("stag") || small.starts_with("stg")) meant = "staging";
  return fmt::format("must be staging or production{}",
                     meant.empty() ? "" : fmt::format("; did you mean {}?", meant));
}

}  // namespace

void add_secret_flags(CLI::App& verb, SecretFlags& flags) {
  verb.add_option("--environment", flags.environment, "staging or production")
      ->envname("ENVIRONMENT")
      ->check(CLI::Validator{[](const std::string& word) { return environment_fault(word); },
                             "{staging,production}"})
      ->type_name("NAME")
      ->capture_default_str();
  verb.add_option("--secret-id", flags.secret_id,
                  "name or ARN of the secret (default: ai-trading-bot/<environment>)")
      ->type_name("NAME");
  verb.add_option("--region", flags.session.region, "AWS region (default: AWS_REGION, profile)")
      ->type_name("REGION");
  verb.add_option("--profile", flags.session.profile, "AWS profile (default: AWS_PROFILE)")
      ->type_name("NAME");
  verb.add_option("--endpoint-url", flags.session.endpoint_url,
                  "another Secrets Manager, such as aws-simulator")
      ->type_name("URL");
}

void add_version_flags(CLI::App& verb, aws::VersionSelector& version) {
  verb.add_option("--version-id", version.version_id, "this version instead of the current one")
      ->type_name("ID");
  verb.add_option("--version-stage", version.version_stage,
                  "the version with this label (default: AWSCURRENT)")
      ->type_name("STAGE");
}

core::Result<aws::Session> open_session(const SecretFlags& flags) {
  auto session = aws::open_session(flags.session, aws::process_environment());
  if (session) print_warnings(session->warnings);
  return session;
}

void print_warnings(const std::vector<std::string>& warnings) {
  for (const auto& warning : warnings) fmt::print(stderr, "warning: {}\n", warning);
}

}  // namespace atb::app
