#include "doctor/support/patient.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "secrets/fetch/fetch.h"

namespace atb::doctor::test {
namespace {

constexpr auto kName = "ai-trading-bot/production";

core::Timestamp now() {
  return core::Timestamp::from_ms(1'764'000'000'000);
}

aws::SecretValue value_of(const std::string& text, const std::string& version) {
  aws::SecretValue secret;
  secret.name = kName;
  secret.version_id = version;
  secret.value = core::SecretString{text};
  secret.created = now() - core::Duration::days(3);
  return secret;
}

}  // namespace

Patient::Patient()
    : text_{
          R"({"BINANCE_API_KEY":"kkkkkkkkkkkkkkkkkkkkkkkk","BINANCE_API_SECRET":"ssssssssssssssssssssssss",)"
          R"("DATABASE_URL":"sqlite:////)" +
          folder.directory().string().substr(1) +
          R"(/bot.db","TRADING_MODE":"live","ENVIRONMENT":"production","INITIAL_BALANCE":"1000",)"
          R"("SLACK_WEBHOOK":"https://hooks.slack.com/services/T0/B0/abcdefgh"})"} {
  key.reading = key.spot_trading = key.ip_restricted = key.can_trade = true;
  description.stages_by_version = {{"v2", {"AWSCURRENT"}}, {"v1", {"AWSPREVIOUS"}}};
  probes.env_file = folder / ".env";
  probes.access = {.region = [] { return "eu-central-1"; },
                   .credentials = [] { return "instance role ai-trading-bot"; },
                   .clock_gap = [] { return core::Duration::milliseconds(40); },
                   .identity =
                       [] {
                         return Identity{
                             "123456789012",
                             "arn:aws:sts::123456789012:assumed-role/ai-trading-bot/i-0abc"};
                       }};
  probes.secret = {
      .secret_id = kName,
      .environment = settings::Environment::production,
      .describe = [this] { return core::Result<aws::SecretDescription>{description}; },
      .read = [this] { return core::Result<aws::SecretValue>{value_of(text_, version)}; },
      .names = [] { return std::vector<std::string>{kName}; },
      .read_other = []() -> core::Result<aws::SecretValue> {
        return core::fail(core::ErrorKind::not_authorised, "AccessDeniedException", "denied");
      },
      .key_since = [] { return std::optional{now() - core::Duration::days(3)}; },
      .now = now()};
  surround();
  fetch();
}

void Patient::surround() {
  probes.outside = {
      .environment = settings::Environment::production,
      .state_folder = folder.directory(),
      .check_key = [this](const binance::KeyPair&) { return core::Result<binance::KeyFacts>{key}; },
      .ask_postgres = [](const std::string&, std::uint16_t) { return net::PostgresAnswer{true}; },
      .post_empty =
          [](const core::SecretString&) {
            net::HttpResponse answer;
            answer.status = 400;
            return core::Result<net::HttpResponse>{std::move(answer)};
          },
      .now = now()};
  probes.service = {
      .environment = settings::Environment::production,
      .env_file = probes.env_file,
      .bot_status =
          [] {
            return nlohmann::json{{"settings_version", "v2"}};
          },
      .timer_enabled = true,
      .cron_present = false,
      .alarms =
          [] {
            return std::vector<Alarm>{{"ai-trading-bot-production-secret-denied",
                                       "AiTradingBot/Secrets", "SecretDenied-production", true}};
          }};
}

void Patient::fetch() {
  secrets::FetchRequest request;
  request.target = {settings::Environment::production, kName};
  request.env_file = probes.env_file;
  const auto report = secrets::fetch(
      request, [this] { return core::Result<aws::SecretValue>{value_of(text_, version)}; }, now());
  if (!report) throw std::runtime_error{core::render(report.error())};
}

void Patient::set(std::string_view name, std::string_view value) {
  auto object = nlohmann::ordered_json::parse(text_);
  if (value.empty())
    object.erase(std::string{name});
  else
    object[std::string{name}] = value;
  text_ = object.dump();
}

const Finding* complaint(const Findings& findings, std::string_view check) {
  for (const auto& finding : findings)
    if (finding.check == check &&
        (finding.health == Health::warning || finding.health == Health::broken))
      return &finding;
  return nullptr;
}

std::string complaints(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings)
    if (finding.health == Health::warning || finding.health == Health::broken)
      text += fmt::format("{}: {}\n", finding.check, finding.text);
  return text;
}

}  // namespace atb::doctor::test
