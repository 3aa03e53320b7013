#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/aws_hint.h"
#include "ai-trading-bot-secrets/binance_access.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "aws/environment.h"
#include "aws/region.h"
#include "common/output.h"
#include "control/client.h"
#include "doctor/clock_probe.h"
#include "doctor/diagnosis.h"
#include "secrets/change/versions.h"
#include "secrets/rotation/other_environment.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Looks at region, credentials, clock, identity, the secret and the rights on it, KMS, the\n"
    "settings, the .env file, the Binance key, the database, Slack, the running bot, the schedule\n"
    "and the alarms, and says for each what is wrong, why, and what to do. Changes nothing. Run "
    "it\n"
    "on the bot's machine: keys are tied to its address, roles to its instance.\n"
    "\n"
    "JSON: health (ok, warning, broken), findings[{check,health,text,code,cure}]\n"
    "\n"
    "exit codes: 0 nothing is broken, 1 something is, 2 usage\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets doctor --environment staging\n"
    "  sudo ai-trading-bot-secrets doctor --environment production --owner ai-trading-bot";

constexpr int kNothingBroken = 0;
constexpr int kSomethingBroken = 1;

struct DoctorFlags {
  SecretFlags secret;
  std::string env_file = "/opt/ai-trading-bot/.env";
  std::string owner;
  std::string state_folder = "/var/lib/ai-trading-bot";
  std::string configuration = "/etc";
  std::string socket{control::kDefaultSocket};
  std::string binance_url = "https://api.binance.com";
};

/// The outside world of one run. AWS may be out of reach from the start: then each question to it
/// is answered by the reason.
class World {
 public:
  World(const DoctorFlags& flags, const secrets::Target& target)
      : flags_{flags},
        target_{target},
        session_{aws::open_session(flags.secret.session, aws::process_environment())},
        binance_{flags.binance_url} {}

  doctor::Probes probes() {
    return {.access = access(),
            .secret = secret(),
            .outside = outside(),
            .service = service(),
            .env_file = flags_.env_file,
            .owner = {}};
  }
  [[nodiscard]] std::vector<std::string> warnings() const {
    return session_ ? session_->warnings : std::vector<std::string>{};
  }

 private:
  static core::Timestamp now() { return aws::machine_surroundings().now(); }

  template <class Question>
  auto ask(Question question) const -> decltype(question(std::declval<const aws::Session&>())) {
    if (!session_) return tl::unexpected<core::Error>(session_.error());
    return question(*session_);
  }

  core::Result<std::string> region() const {
    if (session_) return session_->region;
    const auto& code = session_.error().code;
    if (code.find("region") != std::string::npos)
      return tl::unexpected<core::Error>(session_.error());
    // Something else keeps the session from opening: the region is told as far as it is said.
    const auto said = aws::resolve_region(flags_.secret.session.region, "default",
                                          aws::process_environment(), {});
    return said.map([](const auto& region) { return region.name; });
  }

  doctor::AccessProbes access() {
    return {.region = [this] { return region(); },
            .credentials =
                [this] {
                  return ask([](const aws::Session& open) { return open.credential_source(); });
                },
            .clock_gap =
                [this] {
                  return ask([](const aws::Session& open) {
                    net::CurlTransport transport{outside_options(open.endpoint)};
                    return doctor::measure_clock_gap(transport, open.endpoint + "/", &World::now);
                  });
                },
            .identity =
                [this] {
                  return ask([](const aws::Session& open) -> core::Result<doctor::Identity> {
                    ATB_ASSIGN(auto sts, open.sts());
                    ATB_ASSIGN(auto caller, sts.get_caller_identity());
                    return doctor::Identity{std::move(caller.account), std::move(caller.arn)};
                  });
                }};
  }

  core::Result<aws::SecretValue> read(const std::string& secret_id) {
    if (!session_) return tl::unexpected<core::Error>(session_.error());
    return session_->secrets.get_secret_value(secret_id, {});
  }

  core::Result<std::vector<std::string>> names() {
    if (!session_) return tl::unexpected<core::Error>(session_.error());
    ATB_ASSIGN(const auto found, session_->secrets.list_secrets("", false));
    std::vector<std::string> all;
    for (const auto& secret : found) all.push_back(secret.name);
    return all;
  }

  core::Result<std::optional<core::Timestamp>> key_since() {
    if (!session_) return tl::unexpected<core::Error>(session_.error());
    ATB_ASSIGN(auto list, secrets::list_versions(session_->secrets, target_, true));
    return list.key_since;
  }

  doctor::SecretProbes secret() {
    return {.secret_id = target_.secret_id,
            .environment = target_.environment,
            .describe = [this]() -> core::Result<aws::SecretDescription> {
              if (!session_) return tl::unexpected<core::Error>(session_.error());
              return session_->secrets.describe_secret(target_.secret_id);
            },
            .read = [this] { return read(target_.secret_id); },
            .names = [this] { return names(); },
            .read_other = [this] { return read(secrets::other_secret_id(target_)); },
            .key_since = [this] { return key_since(); },
            .now = now()};
  }

  doctor::OutsideProbes outside() {
    return {.environment = target_.environment,
            .state_folder = flags_.state_folder,
            .check_key = binance_.check(),
            .ask_postgres = [](const std::string& host,
                               std::uint16_t port) { return net::ask_postgres(host, port); },
            .post_empty =
                [](const core::SecretString& url) {
                  net::HttpRequest request;
                  request.method = "POST";
                  request.url = url.reveal();
                  request.headers.add("Content-Type", "application/json");
                  request.body = net::to_body("{}");
                  net::CurlTransport transport{outside_options(request.url)};
                  return transport.send(request);
                },
            .now = now()};
  }

  bool is_configured(const char* file) const {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::path{flags_.configuration} / file, ignored);
  }

  /// A timer that is masked runs no more, though it may still be wanted.
  bool is_timer_enabled() const {
    std::error_code ignored;
    const auto own =
        std::filesystem::path{flags_.configuration} / "systemd/system/ai-trading-bot-secrets.timer";
    const bool masked = std::filesystem::read_symlink(own, ignored) == "/dev/null";
    return !masked &&
           is_configured("systemd/system/timers.target.wants/ai-trading-bot-secrets.timer");
  }

  doctor::ServiceProbes service() {
    return {.environment = target_.environment,
            .env_file = flags_.env_file,
            .bot_status = [this] { return control::ask(flags_.socket, "status"); },
            .timer_enabled = is_timer_enabled(),
            .cron_present = is_configured("cron.d/ai-trading-bot-secrets"),
            .alarms = [this] { return alarms(); }};
  }

  core::Result<std::vector<doctor::Alarm>> alarms() {
    if (!session_) return tl::unexpected<core::Error>(session_.error());
    ATB_ASSIGN(auto cloudwatch, session_->cloudwatch());
    ATB_ASSIGN(const auto found, cloudwatch.describe_alarms("ai-trading-bot"));
    std::vector<doctor::Alarm> all;
    for (const auto& state : found)
      all.push_back({state.alarm.name, state.alarm.metric.name_space, state.alarm.metric.name,
                     state.alarm.actions_enabled && !state.alarm.alarm_actions.empty()});
    return all;
  }

  const DoctorFlags& flags_;
  const secrets::Target& target_;
  core::Result<aws::Session> session_;
  BinanceAccess binance_;
};

std::string indented(const std::string& text) {
  std::string lines = "          ";
  for (const char letter : text) {
    lines += letter;
    if (letter == '\n') lines += "          ";
  }
  return lines;
}

core::Result<void> print(const doctor::Findings& findings, Format format) {
  if (format == Format::json) {
    Json rows = Json::array();
    for (const auto& finding : findings)
      rows.push_back({{"check", finding.check},
                      {"health", doctor::name_of(finding.health)},
                      {"text", finding.text},
                      {"code", finding.code},
                      {"cure", finding.cure}});
    return print_json(
        {{"health", doctor::name_of(doctor::worst(findings))}, {"findings", std::move(rows)}});
  }
  std::string text;
  for (const auto& finding : findings) {
    fmt::format_to(std::back_inserter(text), "{:<9} {:<16} {}{}\n", doctor::name_of(finding.health),
                   finding.check, finding.text,
                   finding.code.empty() ? "" : fmt::format(" [{}]", finding.code));
    if (!finding.cure.empty()) text += indented(finding.cure) + '\n';
  }
  return print_text(text);
}

core::Result<int> examine(const DoctorFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  World world{flags, target};
  auto probes = world.probes();
  if (!flags.owner.empty()) {
    ATB_ASSIGN(probes.owner, files::parse_owner(flags.owner));
  }
  print_warnings(world.warnings());
  auto findings = doctor::diagnose(probes);
  for (auto& finding : findings) {
    finding.text = with_options(finding.text, flags.secret);
    finding.cure =
        with_aws_profile(with_options(finding.cure, flags.secret), flags.secret.session.profile);
  }
  ATB_TRY(print(findings, format));
  return doctor::worst(findings) == doctor::Health::broken ? kSomethingBroken : kNothingBroken;
}

void add_flags(CLI::App& verb, DoctorFlags& flags) {
  add_secret_flags(verb, flags.secret);
  verb.add_option("--env-file", flags.env_file, "the file that fetch writes")
      ->type_name("FILE")
      ->capture_default_str();
  verb.add_option("--owner", flags.owner, "whose that file should be")->type_name("USER[:GROUP]");
  verb.add_option("--state-folder", flags.state_folder, "where a relative database file lies")
      ->type_name("DIR")
      ->capture_default_str();
  verb.add_option("--configuration", flags.configuration,
                  "where timers and cron jobs are looked for")
      ->type_name("DIR")
      ->capture_default_str();
  verb.add_option("--socket", flags.socket, "where the bot listens")
      ->type_name("PATH")
      ->capture_default_str();
  verb.add_option("--binance-url", flags.binance_url, "where the key is checked")
      ->type_name("URL")
      ->capture_default_str();
}

}  // namespace

void add_doctor_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<DoctorFlags>();
  CLI::App& verb = add_verb(program, invocation, "doctor",
                            "what is wrong with the set-up, why, and what to do", kFooter);
  add_flags(verb, *flags);
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return examine(*flags, invocation.format); };
  });
}

}  // namespace atb::app
