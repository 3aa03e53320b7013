#include "doctor/outside_checks.h"

#include <fmt/format.h>
#include <unistd.h>

#include "secrets/rotation/key_rules.h"
#include "settings/database_url.h"
#include "settings/value_checks.h"

namespace atb::doctor {
namespace {

namespace fs = std::filesystem;
using settings::Environment;

const core::SecretString* given(const settings::Values& values, std::string_view name) {
  const auto* const value = values.find(name);
  return value == nullptr || value->empty() ? nullptr : value;
}

void check_binance(const OutsideProbes& probes, const settings::Values& values,
                   Findings& findings) {
  const auto* const key = given(values, "BINANCE_API_KEY");
  const auto* const secret = given(values, "BINANCE_API_SECRET");
  if (key == nullptr || secret == nullptr) {
    findings.push_back(skipped("binance-key", "there is no pair of keys to ask with"));
    return;
  }
  const auto* const mode = given(values, "TRADING_MODE");
  const bool paper = mode != nullptr && mode->reveal() == "paper";
  if (paper && settings::is_placeholder(key->reveal())) {
    findings.push_back(skipped("binance-key", "a placeholder, which is enough for paper"));
    return;
  }
  const auto facts = probes.check_key({key->clone(), secret->clone()});
  if (!facts) {
    findings.push_back(broken_by("binance-key", facts.error()));
    if (paper) findings.back().health = Health::warning;  // paper works without a key
    return;
  }
  const auto verdict = secrets::judge_key(*facts, probes.environment, probes.now);
  constexpr auto kCure =
      "Change it at Binance: Profile, API Management. Or make a new key and:\n"
      "ai-trading-bot-secrets rotate";
  for (const auto& fault : verdict.faults)
    findings.push_back(broken("binance-key", "the key " + fault, kCure));
  for (const auto& text : verdict.warnings)
    findings.push_back(warning("binance-key", "the key " + text, kCure));
  if (verdict.faults.empty() && verdict.warnings.empty())
    findings.push_back(good("binance-key", "its rights are as they should be"));
}

Finding check_sqlite(const settings::DatabaseUrl& database, const fs::path& state_folder) {
  const fs::path file = database.relative ? state_folder / database.path : fs::path{database.path};
  const fs::path folder = file.parent_path();
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    if (error && error != std::errc::no_such_file_or_directory &&
        error != std::errc::not_a_directory)
      return skipped("database", fmt::format("the folder of the database {} cannot be looked at "
                                             "({}): run this with sudo or as the bot's user",
                                             file.string(), error.message()));
    // The bot makes the folders below its own state folder itself.
    if (database.relative && fs::is_directory(state_folder, error))
      return good("database", fmt::format("{}, made at the first start", file.string()));
    return broken("database",
                  fmt::format("the folder of the database {} does not exist", file.string()),
                  fmt::format("Make it for the bot's user, mode 700: {}", folder.string()));
  }
  if (::access(folder.c_str(), W_OK) != 0)
    return broken(
        "database",
        fmt::format("this user may not write in {}, where the database lies", folder.string()),
        "Run this as the bot's user; if it still says so: chown the folder.");
  if (database.relative)
    return warning(
        "database",
        fmt::format("DATABASE_URL is a relative path; under systemd it is {}", file.string()),
        fmt::format("Write it whole: sqlite:///{}", file.string()));
  return good("database", file.string());
}

Finding judge_postgres(const settings::DatabaseUrl& database, const net::PostgresAnswer& answer,
                       Environment environment) {
  const std::string place = fmt::format("PostgreSQL at {}:{}", database.host, database.port);
  const auto mode = database.options.find("sslmode");
  const bool verified = mode != database.options.end() && mode->second == "verify-full";
  if (database.is_remote() && !answer.offers_tls)
    return broken("database", place + " is on another machine and offers no encryption",
                  "Switch TLS on at the server; then add ?sslmode=verify-full to DATABASE_URL.");
  if (database.is_remote() && !verified)
    return warning("database", place + " answers, but who answers is not checked",
                   "Add ?sslmode=verify-full to DATABASE_URL.");
  if (environment == Environment::production && database.password.empty() && !database.is_remote())
    return warning("database", place + " is asked without a password",
                   "Give the bot's database user a password of its own.");
  return good("database", place + " answers");
}

void check_database(const OutsideProbes& probes, const settings::Values& values,
                    Findings& findings) {
  const auto* const text = given(values, "DATABASE_URL");
  const auto database =
      settings::parse_database_url(text == nullptr ? std::string_view{} : text->reveal());
  if (!database) {
    findings.push_back(skipped("database", "DATABASE_URL is missing or malformed"));
  } else if (database->kind == settings::DatabaseUrl::Kind::sqlite) {
    findings.push_back(check_sqlite(*database, probes.state_folder));
  } else if (database->host.empty()) {
    findings.push_back(good("database", "PostgreSQL by its local socket; not asked"));
  } else {
    const auto answer = probes.ask_postgres(database->host, database->port);
    findings.push_back(answer ? judge_postgres(*database, *answer, probes.environment)
                              : broken_by("database", answer.error()));
  }
}

/// Slack refuses a message without text, but says by its answer whether the webhook is alive.
Finding judge_slack(const net::HttpResponse& answer) {
  const std::string said{net::as_text(answer.body).substr(0, 40)};
  if (answer.status == 400 || answer.status == 200)
    return good("slack", "the webhook takes messages");
  if (answer.status == 403 || answer.status == 404 || answer.status == 410)
    return broken("slack",
                  fmt::format("Slack refuses the webhook with {} ({})", answer.status, said),
                  "Make a new incoming webhook and: ai-trading-bot-secrets set SLACK_WEBHOOK");
  return warning("slack", fmt::format("Slack answered with {}", answer.status),
                 "Try again in a few minutes.");
}

void check_slack(const OutsideProbes& probes, const settings::Values& values, Findings& findings) {
  const auto* const webhook = given(values, "SLACK_WEBHOOK");
  if (webhook == nullptr) {
    findings.push_back(probes.environment == Environment::production
                           ? warning("slack", "production has no SLACK_WEBHOOK: nobody is told",
                                     "ai-trading-bot-secrets set SLACK_WEBHOOK")
                           : good("slack", "not set"));
    return;
  }
  const auto answer = probes.post_empty(*webhook);
  findings.push_back(answer ? judge_slack(*answer) : broken_by("slack", answer.error()));
}

}  // namespace

Findings check_outside(const OutsideProbes& probes, const settings::Values& values) {
  Findings findings;
  check_binance(probes, values, findings);
  check_database(probes, values, findings);
  check_slack(probes, values, findings);
  return findings;
}

}  // namespace atb::doctor
