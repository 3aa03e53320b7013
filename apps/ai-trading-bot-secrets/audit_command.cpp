#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/arn.h"
#include "account/audit.h"
#include "account/role.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFooter =
    "Reads CloudTrail's record of management events, which needs no trail: the last 90 days, some\n"
    "minutes late, two pages of 50 calls a second at most. Reads by anyone but the known roles "
    "and\n"
    "you are marked with !.\n"
    "\n"
    "Denied is what AWS refused for want of a right; failed is the rest, such as a secret or a\n"
    "version that is not there. A role that is known by its name alone is one of your account.\n"
    "\n"
    "JSON: secret, since, until, known[], reads, changes, denied, failed, unknown, unreadable,\n"
    "      complete, events[{time,who,action,kind,outcome (done, denied, failed),error,\n"
    "      source_ip,version,unknown}]\n"
    "\n"
    "exit codes: 0 no unknown reader, 1 unknown readers, 2 usage, 4 not authorised,\n"
    "            6 temporary outside failure\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets audit --environment production --since 24h\n"
    "  ai-trading-bot-secrets audit --known-role deploy --known-role ops --format json";

struct AuditFlags {
  SecretFlags secret;
  std::string since = "7d";
  std::vector<std::string> known_roles;
  std::size_t events_max = 1'000;
};

/// "denied AccessDenied" says one thing twice.
std::string outcome_of(const account::AuditEvent& event) {
  if (event.outcome != account::AuditOutcome::failed)
    return std::string{account::name_of(event.outcome)};
  return event.error;
}

Json as_json(const account::AuditReport& report, const account::AuditRequest& request,
             core::Timestamp until, bool complete) {
  Json events = Json::array();
  for (const auto& event : report.events)
    events.push_back({{"time", core::to_text(event.time)},
                      {"who", event.who},
                      {"action", event.action},
                      {"kind", account::name_of(event.kind)},
                      {"outcome", account::name_of(event.outcome)},
                      {"error", event.error},
                      {"source_ip", event.source_ip},
                      {"version", event.version},
                      {"unknown", event.unknown}});
  return {{"secret", request.secret_name}, {"since", core::to_text(request.since)},
          {"until", core::to_text(until)}, {"known", request.known},
          {"reads", report.reads},         {"changes", report.changes},
          {"denied", report.denied},       {"failed", report.failed},
          {"unknown", report.unknown},     {"unreadable", report.unreadable},
          {"complete", complete},          {"events", std::move(events)}};
}

std::string as_text(const account::AuditReport& report, const account::AuditRequest& request) {
  std::string text;
  for (const auto& event : report.events)
    fmt::format_to(std::back_inserter(text), "{} {} {:<26} {:<24} {:<15} {}{}\n",
                   event.unknown ? "!" : " ", core::to_text(event.time), event.action,
                   outcome_of(event), event.source_ip, event.who,
                   event.version.empty() ? "" : "  version " + event.version);
  fmt::format_to(std::back_inserter(text),
                 "{} since {}: {} reads, {} changes, {} denied, {} failed, {} by unknown "
                 "readers\n"
                 "CloudTrail is some minutes late; calls of the last 15 may be missing.\n",
                 request.secret_name, core::to_text(request.since), report.reads, report.changes,
                 report.denied, report.failed, report.unknown);
  return text;
}

struct Found {
  std::vector<std::string> records;
  bool complete = true;
};

core::Result<Found> look_up(aws::CloudTrail& trail, core::Timestamp since, core::Timestamp until,
                            std::size_t events_max) {
  aws::EventLookup lookup;
  lookup.start = since;
  lookup.end = until + core::Duration::seconds(1);  // the service counts in whole seconds
  lookup.events_max = events_max;
  ATB_ASSIGN(auto events, trail.lookup_events(lookup));
  Found found{{}, events.complete};
  for (auto& event : events.events) found.records.push_back(std::move(event.record));
  return found;
}

core::Result<int> audit(const AuditFlags& flags, Format format) {
  constexpr auto kKept = core::Duration::days(90);
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  ATB_ASSIGN(const auto span, core::parse_duration(flags.since));
  if (span > kKept)
    return core::fail(core::ErrorKind::usage, "audit.too_far",
                      "CloudTrail's event history holds 90 days",
                      "Give --since 90d or less; older events are in the trail's S3 bucket.");
  ATB_ASSIGN(auto session, open_session(flags.secret));
  ATB_ASSIGN(auto sts, session.sts());
  ATB_ASSIGN(auto trail, session.cloudtrail());
  ATB_ASSIGN(const auto identity, sts.get_caller_identity());
  ATB_ASSIGN(const auto caller, account::parse_caller(identity.arn));
  const auto now = aws::machine_surroundings().now();
  account::AuditRequest request{account::secret_name(target.secret_id), flags.known_roles,
                                now - span, caller.account};
  if (request.known.empty()) request.known = {account::default_role_name(target.environment)};
  request.known.push_back(caller.arn);
  if (!caller.role.empty()) request.known.push_back(caller.role);
  ATB_ASSIGN(const auto found, look_up(trail, request.since, now, flags.events_max));
  const auto report = account::audit(found.records, request);
  if (!found.complete && format == Format::text)
    print_warnings(
        {fmt::format("there are more events than {}: the oldest are not shown; give a "
                     "shorter --since or a larger --events-max",
                     flags.events_max)});
  if (format == Format::json) {
    ATB_TRY(print_json(as_json(report, request, now, found.complete)));
  } else {
    ATB_TRY(print_text(as_text(report, request)));
  }
  return report.unknown == 0 ? 0 : 1;
}

}  // namespace

void add_audit_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<AuditFlags>();
  CLI::App& verb =
      add_verb(program, invocation, "audit", "who read or changed the secret", kFooter);
  add_secret_flags(verb, flags->secret);
  verb.add_option("--since", flags->since, "how far back: 24h, 7d, at most 90d")
      ->type_name("AGE")
      ->capture_default_str();
  verb.add_option("--known-role", flags->known_roles,
                  "name or ARN of a role that may read; repeat it for more\n"
                  "(default: ai-trading-bot-<environment>)")
      ->type_name("ROLE");
  verb.add_option("--events-max", flags->events_max,
                  "how many calls to Secrets Manager, of all secrets, are looked at")
      ->type_name("N")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return audit(*flags, invocation.format); };
  });
}

}  // namespace atb::app
