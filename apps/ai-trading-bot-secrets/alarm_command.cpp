#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/alarm.h"
#include "account/alarm_proof.h"
#include "account/arn.h"
#include "account/role.h"
#include "ai-trading-bot-secrets/alarm_output.h"
#include "ai-trading-bot-secrets/aws_hint.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "Shows, or with --apply makes, what really fires: CloudTrail writes every call into a log\n"
    "group, metric filters count the denied reads, the reads by strangers and the changes of this\n"
    "secret, and an alarm fires at the first. It needs a trail that writes management events,\n"
    "reads included, into a log group; what is missing of that is said, with the commands. The\n"
    "filters are tried on built-in events before they are made. With --heartbeat also an alarm on\n"
    "five minutes without the bot's heartbeat (see heartbeat).\n"
    "\n"
    "--prove makes one read that AWS must deny, of a secret that is never there, and waits until\n"
    "the alarm fires. An administrator is denied nothing: use --read-profile, or let the host "
    "read\n"
    "and wait here with --wait-only. A firing counts when it comes after the alarm was seen "
    "quiet;\n"
    "with --wait-only, after --since, which is when the denied read was made (a time, or an age "
    "such\n"
    "as 10m; without it, the start of the wait).\n"
    "\n"
    "JSON: environment, trail, log_group, filters[{name,pattern,metric}], alarms[{name,\n"
    "      metric_namespace,metric,dimensions{},comparison,threshold,period_seconds,\n"
    "      evaluation_periods,datapoints,missing_data}], steps[{what,result}], dead_alarm,\n"
    "      warnings[]; with --prove: alarm, proven, since, fired, waited_seconds, reason\n"
    "\n"
    "exit codes: 0 done, 2 usage, 4 not authorised, 5 no trail that would do, 6 temporary outside\n"
    "            failure or not proven in time, 7 refused (no action, nothing is denied, fires\n"
    "            already, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets alarm --environment production\n"
    "  ai-trading-bot-secrets alarm --environment production --heartbeat --replace --apply \\\n"
    "      --topic arn:aws:sns:us-east-1:123456789012:ai-trading-bot-alarms\n"
    "  ai-trading-bot-secrets alarm --environment production --prove --read-profile restricted";

struct AlarmFlags {
  SecretFlags secret;
  account::AlarmOptions options;
  std::vector<std::string> known_roles;
  std::string log_group;
  std::string pair;
  std::string read_profile;
  std::string timeout = "15m";
  std::string since;
  bool heartbeat = false;
  bool apply = false;
  bool prove = false;
  bool wait_only = false;
  bool yes = false;
};

/// ARNs of the roles that may read; a name alone is looked up, as only IAM knows its path.
core::Result<std::vector<std::string>> role_arns(const AlarmFlags& flags,
                                                 const secrets::Target& target,
                                                 aws::Session& session,
                                                 std::vector<std::string>& warnings) {
  ATB_ASSIGN(auto sts, session.sts());
  ATB_ASSIGN(auto iam, session.iam());
  ATB_ASSIGN(const auto identity, sts.get_caller_identity());
  ATB_ASSIGN(const auto caller, account::parse_caller(identity.arn));
  auto names = flags.known_roles;
  if (names.empty()) names = {account::default_role_name(target.environment)};
  std::vector<std::string> arns;
  for (const auto& name : names) {
    if (name.starts_with("arn:")) {
      arns.push_back(name);
      continue;
    }
    const auto role = iam.get_role(name);
    if (role) {
      arns.push_back(role->arn);
      continue;
    }
    arns.push_back(account::to_text({caller.partition, "iam", "", caller.account, "role/" + name}));
    warnings.push_back(
        fmt::format("the role {} could not be looked up; taken as {}", name, arns.back()));
  }
  return arns;
}

/// When the denied read was made that --wait-only waits for.
core::Result<core::Timestamp> time_of_read(const std::string& since) {
  const auto now = aws::machine_surroundings().now();
  if (since.empty()) return now;
  if (const auto age = core::parse_duration(since)) return now - *age;
  const auto time = core::parse_timestamp(since);
  if (time && *time <= now) return *time;
  return core::fail(
      core::ErrorKind::usage, "alarm.bad_since",
      fmt::format("\"{}\" is no time at which a read was made", since),
      "Write a time of UTC such as 2026-01-02T03:04:05Z, not to come, or an age such as "
      "10m.");
}

/// Makes the denied read. @return  from when on a firing counts
core::Result<core::Timestamp> read_denied(const AlarmFlags& flags, const secrets::Target& target,
                                          aws::CloudWatch& cloudwatch, const std::string& alarm) {
  const auto quiet = with_options(account::check_quiet(cloudwatch, alarm), flags.secret);
  if (!quiet) return quiet;
  const auto name = account::secret_name(target.secret_id);
  SecretFlags reader = flags.secret;
  if (!flags.read_profile.empty()) reader.session.profile = flags.read_profile;
  SecretFlags host = flags.secret;  // which reads with its own role
  host.session.profile.clear();
  host.secret_id = account::proof_name(name);
  const auto wait = fmt::format("alarm --prove --wait-only --since {}", core::to_text(*quiet));
  ATB_ASSIGN(auto reading, open_session(reader));
  ATB_TRY(account::make_denied_read(
      reading.secrets, name, {next_command(host, "show"), next_command(flags.secret, wait)}));
  return quiet;
}

core::Result<int> prove(const AlarmFlags& flags, const secrets::Target& target,
                        const account::AlarmSet& set, aws::Session& session, Format format) {
  account::ProofWait wait;
  wait.alarm = set.alarms.front().name;
  ATB_ASSIGN(wait.timeout, core::parse_duration(flags.timeout));
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  ATB_ASSIGN(wait.since, flags.wait_only ? time_of_read(flags.since)
                                         : read_denied(flags, target, cloudwatch, wait.alarm));
  const auto proof =
      with_options(account::wait_for_alarm(cloudwatch, wait, aws::machine_surroundings(),
                                           [](const std::string& state, core::Duration waited) {
                                             if (stderr_is_interactive())
                                               fmt::print(stderr, "\r{} s: {}   ",
                                                          waited.us() / 1'000'000, state);
                                           }),
                   flags.secret);
  if (stderr_is_interactive()) fmt::print(stderr, "\n");
  if (!proof) return tl::unexpected<core::Error>(proof.error());
  ATB_TRY(print_proof(*proof, format));
  return 0;
}

core::Result<account::ChosenTrail> choose(const AlarmFlags& flags, aws::CloudTrail& cloudtrail,
                                          const std::string& region) {
  if (!flags.log_group.empty()) return account::ChosenTrail{{}, flags.log_group};
  ATB_ASSIGN(const auto facts, account::trail_facts(cloudtrail, region));
  return account::choose_trail(facts, region);
}

core::Result<int> set_up(AlarmFlags& flags, const secrets::Target& target,
                         const account::AlarmRequest& request, AlarmOutput& output,
                         aws::Session& session) {
  const auto& set = output.set;
  ATB_ASSIGN(auto cloudtrail, session.cloudtrail());
  ATB_ASSIGN(auto logs, session.cloudwatch_logs());
  ATB_ASSIGN(auto cloudwatch, session.cloudwatch());
  ATB_ASSIGN(output.trail, choose(flags, cloudtrail, session.region));
  ATB_TRY(account::test_filters(logs, set, account::sample_events(request)));
  if (!flags.options.dry_run && target.environment == settings::Environment::production &&
      !flags.yes)
    ATB_TRY(confirm(fmt::format("This makes or changes {} filters and {} alarms in {}",
                                set.filters.size(), set.alarms.size(), session.region)));
  ATB_ASSIGN(output.report, account::apply_alarms({cloudtrail, logs, cloudwatch},
                                                  output.trail.log_group, set, flags.options));
  if (output.report.dead_alarm)
    output.warnings.push_back(
        fmt::format("the alarm {} watches UserErrors of AWS/SecretsManager, a metric that AWS "
                    "never publishes: it cannot fire; --replace deletes it",
                    account::kDeadAlarm));
  return 0;
}

/// What can be said of the options before AWS is asked anything.
core::Result<void> check_options(AlarmFlags& flags, const std::string& region) {
  flags.options.region = region;
  if (flags.prove) return {};
  if (!flags.apply) {
    flags.options.dry_run = true;
    flags.options.any_action = flags.options.topic.empty() && !flags.options.no_action;
  }
  return account::check_action(flags.options);
}

core::Result<int> alarm(AlarmFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  ATB_TRY(check_options(flags, flags.secret.session.region));
  ATB_ASSIGN(auto session, open_session(flags.secret));
  ATB_TRY(check_options(flags, session.region));
  AlarmOutput output;
  output.environment = settings::name_of(target.environment);
  account::AlarmRequest request;
  request.environment = output.environment;
  request.secret_name = account::secret_name(target.secret_id);
  request.heartbeat = flags.heartbeat;
  request.pair = flags.pair;
  if (!flags.prove) {
    ATB_ASSIGN(request.known_roles, role_arns(flags, target, session, output.warnings));
  }
  ATB_ASSIGN(output.set, account::alarm_set(request));
  if (flags.prove) return prove(flags, target, output.set, session, format);
  ATB_TRY(set_up(flags, target, request, output, session));
  if (flags.apply) output.next = next_command(flags.secret, "alarm --prove");
  ATB_TRY(print_alarms(output, format));
  return 0;
}

/// The same, its errors with the options of this run: but for those of a proof, which have them.
core::Result<int> run(AlarmFlags& flags, Format format) {
  auto outcome = alarm(flags, format);
  if (outcome) return outcome;
  auto& advice = outcome.error().advice;
  if (!flags.prove) advice = with_options(advice, flags.secret);
  advice = with_aws_profile(advice, flags.secret.session.profile);
  return outcome;
}

void add_set_up_options(CLI::App& verb, AlarmFlags& flags) {
  verb.add_option("--topic", flags.options.topic, "ARN of the SNS topic that is told")
      ->type_name("ARN");
  verb.add_flag("--no-action", flags.options.no_action, "tell nobody, on purpose");
  verb.add_option("--known-role", flags.known_roles,
                  "name or ARN of a role that may read; repeat it for more\n"
                  "(default: ai-trading-bot-<environment>)")
      ->type_name("ROLE");
  verb.add_option("--log-group", flags.log_group,
                  "where CloudTrail writes to (default: asked of CloudTrail)")
      ->type_name("NAME");
  verb.add_flag("--heartbeat", flags.heartbeat, "also the alarm on a missing heartbeat");
  verb.add_option("--pair", flags.pair, "the heartbeat of this pair alone")->type_name("PAIR");
  verb.add_flag("--replace", flags.options.replace,
                "delete ai-trading-bot-secret-access-failures, which never fires");
  verb.add_flag("--apply", flags.apply, "make what is missing");
  verb.add_flag("--dry-run", flags.options.dry_run, "with --apply: check all, make nothing");
  verb.add_flag("--yes", flags.yes, "do not ask before acting on production");
}

}  // namespace

void add_alarm_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<AlarmFlags>();
  CLI::App& verb = add_verb(program, invocation, "alarm",
                            "alarms on denied reads, strangers, changes and silence", kFooter);
  add_secret_flags(verb, flags->secret);
  add_set_up_options(verb, *flags);
  auto* const prove = verb.add_flag("--prove", flags->prove, "make one denied read, await ALARM");
  verb.add_option("--read-profile", flags->read_profile,
                  "AWS profile that makes the denied read (default: as all else)")
      ->type_name("NAME")
      ->needs(prove);
  auto* const wait_only =
      verb.add_flag("--wait-only", flags->wait_only, "another makes the denied read")->needs(prove);
  verb.add_option("--since", flags->since,
                  "when that read was made: a firing before proves nothing\n"
                  "(default: now)")
      ->type_name("TIME")
      ->needs(wait_only);
  verb.add_option("--timeout", flags->timeout, "how long --prove waits")
      ->type_name("AGE")
      ->capture_default_str();
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return run(*flags, invocation.format); };
  });
}

}  // namespace atb::app
