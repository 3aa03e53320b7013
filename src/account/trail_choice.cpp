#include "account/trail_choice.h"

#include <algorithm>

#include <fmt/format.h>

#include "account/arn.h"

namespace atb::account {
namespace {

struct Lack {
  std::string what;
  std::string how;
};

/// A trail of all regions writes to one log group, mostly in the region where it was made.
std::string log_group_region(const std::string& log_group_arn) {
  const auto arn = parse_arn(log_group_arn);
  return arn ? arn->region : std::string{};
}

std::vector<Lack> lacks_of(const TrailFacts& trail, const std::string& region) {
  const auto command = [&](std::string_view verb, std::string_view rest) {
    return fmt::format("aws cloudtrail {} {} --region {}", verb, rest, region);
  };
  const auto named = fmt::format("--name {}", trail.name);
  std::vector<Lack> lacks;
  if (!trail.covers_region)
    lacks.push_back({fmt::format("does not cover {}", region),
                     command("update-trail", named + " --is-multi-region-trail")});
  if (!trail.logging) lacks.push_back({"is switched off", command("start-logging", named)});
  if (!trail.reads || !trail.writes)
    lacks.push_back(
        {trail.reads ? "leaves out events that change something"
                     : "leaves out events that only read, such as GetSecretValue",
         command("put-event-selectors",
                 fmt::format("--trail-name {} --event-selectors "
                             "'[{{\"ReadWriteType\":\"All\",\"IncludeManagementEvents\":true}}]'",
                             trail.name))});
  if (log_group_name(trail.log_group_arn).empty())
    lacks.push_back({"writes to no log group",
                     command("update-trail", named + " --cloud-watch-logs-log-group-arn ARN "
                                                     "--cloud-watch-logs-role-arn ROLE")});
  else if (const auto place = log_group_region(trail.log_group_arn); place != region)
    lacks.push_back(
        {fmt::format("writes to a log group in {}, where its filters and alarms belong too", place),
         fmt::format("ai-trading-bot-secrets alarm --region {}", place)});
  if (!trail.delivery_error.empty())
    lacks.push_back({fmt::format("cannot write to its log group: {}", trail.delivery_error),
                     "Mend the role that the trail uses for CloudWatch Logs: it needs "
                     "logs:CreateLogStream and logs:PutLogEvents."});
  return lacks;
}

constexpr std::string_view kNoTrail =
    "Make one for all regions (console: CloudTrail, Create trail, with CloudWatch Logs enabled and "
    "management\nevents Read and Write), or:\n"
    "aws cloudtrail create-trail --name management --s3-bucket-name BUCKET --is-multi-region-trail "
    "\\\n  --cloud-watch-logs-log-group-arn ARN --cloud-watch-logs-role-arn ROLE\n"
    "aws cloudtrail start-logging --name management";

}  // namespace

std::string log_group_name(const std::string& log_group_arn) {
  const auto arn = parse_arn(log_group_arn);
  constexpr std::string_view kKind = "log-group:";
  if (!arn || !arn->resource.starts_with(kKind)) return {};
  const auto name = arn->resource.substr(kKind.size());
  return name.substr(0, name.find(':'));
}

core::Result<ChosenTrail> choose_trail(const std::vector<TrailFacts>& trails,
                                       const std::string& region) {
  const auto nearest =
      std::min_element(trails.begin(), trails.end(), [&](const TrailFacts& a, const TrailFacts& b) {
        return lacks_of(a, region).size() < lacks_of(b, region).size();
      });
  if (nearest == trails.end())
    return core::fail(core::ErrorKind::not_found, "alarm.no_trail",
                      fmt::format("there is no trail that sees {}", region), std::string{kNoTrail});
  const auto lacks = lacks_of(*nearest, region);
  if (lacks.empty()) return ChosenTrail{nearest->name, log_group_name(nearest->log_group_arn)};
  std::string what;
  std::string how;
  for (const auto& lack : lacks) {
    what += fmt::format("{}{}", what.empty() ? "" : ", ", lack.what);
    how += fmt::format("{}{}", how.empty() ? "" : "\n", lack.how);
  }
  return core::fail(core::ErrorKind::not_found, "alarm.no_trail",
                    fmt::format("no trail brings the reads of secrets into a log group; the "
                                "nearest, {}, {}",
                                nearest->name, what),
                    std::move(how));
}

}  // namespace atb::account
